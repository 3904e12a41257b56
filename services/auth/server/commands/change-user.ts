import type { UserStatus } from '@popug/contracts/auth.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import type { Role } from '@popug/contracts/roles.ts'
import { type AuditEntry, recordAudit } from '@popug/service-kit'
import { apiTokenRepository } from '../db/api-token-repository.ts'
import { invitationRepository } from '../db/invitation-repository.ts'
import { passkeyRepository } from '../db/passkey-repository.ts'
import type { UserRow } from '../db/tables.ts'
import { userRepository } from '../db/user-repository.ts'
import { leavesNoAdmin, sessionsAfter } from '../domain/user-change.ts'
import type { Command } from '../world.ts'
import { endSessions, revokeTokens } from './end-sessions.ts'

interface UserChange {
  readonly id: string
  readonly name?: string | undefined
  readonly role?: Role | undefined
  readonly status?: UserStatus | undefined
  readonly passwordHash?: string | undefined
  /** Whether the person does it, and no admin. */
  readonly byThemselves?: true
}

type Deed = Pick<AuditEntry, 'action' | 'detail'>

/** What was done to a person, thing by thing. */
const deedsOf = (before: UserRow, after: UserRow, byThemselves: boolean): Deed[] => {
  const deeds: Deed[] = []
  if (after.name !== before.name) deeds.push({ action: 'user.renamed', detail: { name: after.name } })
  if (after.role !== before.role)
    deeds.push({ action: 'user.role_changed', detail: { roleBefore: before.role, role: after.role } })
  if (after.status !== before.status)
    deeds.push({ action: after.status === 'disabled' ? 'user.disabled' : 'user.enabled' })
  if (after.passwordHash !== before.passwordHash)
    deeds.push({ action: byThemselves ? 'user.password_changed' : 'user.password_given' })
  return deeds
}

/** Changes a person as an admin may; a new role, status or password is in force at once. Refuses with `not_found`, `last_admin`. */
export const changeUser: Command<UserChange, UserRow> = async (
  ctx,
  { id, name, role, status, passwordHash, byThemselves = false },
) => {
  const users = userRepository(ctx.db)
  const admins = role === undefined && status === undefined ? 0 : await users.lockActiveAdmins()
  const before = await users.findForUpdate(id)
  if (!before) throw new Refusal('not_found')
  const after: UserRow = {
    ...before,
    name: name?.trim() ?? before.name,
    role: role ?? before.role,
    status: status ?? before.status,
    passwordHash: passwordHash ?? before.passwordHash,
  }
  if (leavesNoAdmin(before, after, admins)) throw new Refusal('last_admin')
  await users.save(after)
  const actorId = byThemselves ? id : ctx.actor.id
  for (const deed of deedsOf(before, after, byThemselves))
    await recordAudit(ctx.db, { at: ctx.now, actorId, subject: id, ...deed })
  const sessions = sessionsAfter(before, after)
  if (sessions === 'end') {
    await endSessions(ctx, { userId: id })
    await apiTokenRepository(ctx.db).removeAll(id)
    await passkeyRepository(ctx.db).removeAll(id)
    await invitationRepository(ctx.db).remove(id)
  }
  if (sessions === 'tokens') await revokeTokens(ctx, { userId: id })
  return after
}
