import type { Role } from '@popug/contracts/roles.ts'

/** Those who see everyone's accounts. */
export const overseers: readonly Role[] = ['accountant', 'executive', 'admin']

/** Those who may close days and correct balances. */
export const keepers: readonly Role[] = ['accountant', 'admin']
