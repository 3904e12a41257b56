import { randomBytes } from 'node:crypto'
import { Refusal } from '@popug/contracts/refusals.ts'
import { recordAudit, secretDigest } from '@popug/service-kit'
import { invitationRepository } from '../db/invitation-repository.ts'
import type { UserRow } from '../db/tables.ts'
import { userImportRepository } from '../db/user-import-repository.ts'
import { userRepository } from '../db/user-repository.ts'
import { invitationEnd, noPassword } from '../domain/invitation.ts'
import type { Command, Context } from '../world.ts'

/** An invitation with its secret, which is kept as a digest alone. */
export interface Invited {
  readonly user: UserRow
  readonly secret: string
  readonly expiresAt: number
}

const invite = async (ctx: Context, users: readonly UserRow[]): Promise<Invited[]> => {
  const expiresAt = invitationEnd(ctx.now)
  const invited = users.map((user) => ({ user, secret: randomBytes(32).toString('base64url'), expiresAt }))
  await invitationRepository(ctx.db).replace(
    invited.map(({ user, secret }) => ({ userId: user.id, digest: secretDigest(secret), expiresAt })),
  )
  return invited
}

/** A new invitation for a person in the place of one they had; refuses with `not_found`, `user_disabled`. */
export const inviteUser: Command<{ id: string }, Invited> = async (ctx, { id }) => {
  const user = await userRepository(ctx.db).findForUpdate(id)
  if (!user) throw new Refusal('not_found')
  if (user.status !== 'active') throw new Refusal('user_disabled')
  const [invited] = await invite(ctx, [user])
  await recordAudit(ctx.db, { at: ctx.now, actorId: ctx.actor.id, action: 'user.invited', subject: id })
  return invited as Invited
}

/**
 * New invitations for the people of an import who have no password yet, at most `limit` of those after a person's id;
 * `last` is the id to go on after, null at the end. Refuses with `not_found`.
 */
export const inviteImported: Command<
  { importId: string; after: string; limit: number },
  { invited: Invited[]; last: string | null }
> = async (ctx, { importId, after, limit }) => {
  const imports = userImportRepository(ctx.db)
  if (!(await imports.find(importId))) throw new Refusal('not_found')
  const ids = await imports.withoutPassword(importId, limit, after)
  // Looked at again under their locks: somebody may be choosing a password this moment.
  const users = await userRepository(ctx.db).listForUpdate(ids)
  const waiting = users.filter(({ status, passwordHash }) => status === 'active' && passwordHash === noPassword)
  if (waiting.length > 0) {
    const detail = { count: waiting.length }
    await recordAudit(ctx.db, {
      at: ctx.now,
      actorId: ctx.actor.id,
      action: 'people.invited',
      subject: importId,
      detail,
    })
  }
  return { invited: await invite(ctx, waiting), last: ids.length < limit ? null : (ids.at(-1) ?? null) }
}
