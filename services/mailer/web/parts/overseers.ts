import type { Role } from '@popug/contracts/roles.ts'

/** Those who see everyone's letters. */
export const overseers: readonly Role[] = ['accountant', 'admin']

/** Whether people of this role see everyone's letters and may send them again. */
export const isOverseer = (role: Role): boolean => overseers.includes(role)
