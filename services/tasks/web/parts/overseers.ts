import type { Role } from '@popug/contracts/roles.ts'
import { useMe } from '@popug/ui-kit'

/** Who may give tasks to others: the rule stands in the contracts' routes, this keeps their buttons away from others. */
export const overseers: readonly Role[] = ['manager', 'admin']

/** Whether the person may reassign and import. */
export const useOversees = (): boolean => overseers.includes(useMe().role)
