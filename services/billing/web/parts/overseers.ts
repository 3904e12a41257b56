import type { Role } from '@popug/contracts/roles.ts'
import { useMe } from '@popug/ui-kit'

/** Who sees everyone's payouts: the rule stands in the contracts' routes, this keeps their pages away from others. */
export const overseers: readonly Role[] = ['accountant', 'executive', 'admin']

/** Who looks after payouts that are stuck, by the same rule. */
export const settlers: readonly Role[] = ['accountant', 'admin']

/** Whether the person sees everyone's payouts. */
export const useOversees = (): boolean => overseers.includes(useMe().role)

/** Whether the person may try payouts again and give them back. */
export const useMaySettle = (): boolean => settlers.includes(useMe().role)
