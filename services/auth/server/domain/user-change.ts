import type { UserStatus } from '@popug/contracts/auth.ts'
import type { Role } from '@popug/contracts/roles.ts'

/** What of a person decides what they may do. */
export interface Standing {
  readonly role: Role
  readonly status: UserStatus
  readonly passwordHash: string
}

const isActiveAdmin = ({ role, status }: Standing): boolean => role === 'admin' && status === 'active'

/** Whether a change takes the last active admin away; `admins` counts them before it. */
export const leavesNoAdmin = (before: Standing, after: Standing, admins: number): boolean =>
  isActiveAdmin(before) && !isActiveAdmin(after) && admins <= 1

/**
 * What a change does to a person's sessions: `end` them all (disabled, another password), make their `tokens` worthless so
 * that renewed ones carry the new role, or nothing.
 */
export const sessionsAfter = (before: Standing, after: Standing): 'end' | 'tokens' | 'stay' => {
  if (after.passwordHash !== before.passwordHash) return 'end'
  if (after.status !== before.status) return after.status === 'disabled' ? 'end' : 'tokens'
  return after.role === before.role ? 'stay' : 'tokens'
}
