import type { Role } from '@popug/contracts/roles.ts'
import { useMe } from '@popug/ui-kit'

/** Who sees everyone's payouts: the rule stands in the contracts' routes, this keeps their pages away from others. */
export const overseers: readonly Role[] = ['accountant', 'executive', 'admin']

/** Whether the person sees everyone's payouts. */
export const useOversees = (): boolean => overseers.includes(useMe().role)

/** Whether the person may try payouts again and give them back. */
export const useMaySettle = (): boolean => ['accountant', 'admin'].includes(useMe().role)
