import { Refusal } from '@popug/contracts/refusals.ts'
import { recordAudit } from '@popug/service-kit'
import { passkeyRepository } from '../db/passkey-repository.ts'
import { sessionRepository } from '../db/session-repository.ts'
import type { PasskeyRow, UserRow } from '../db/tables.ts'
import { userRepository } from '../db/user-repository.ts'
import type { Command, Context, Session } from '../world.ts'
import { confirmPassword } from './confirm-password.ts'
import { revokeTokens } from './end-sessions.ts'
import type { SignedIn } from './open-session.ts'
import { renewSession } from './renew-session.ts'

interface Own {
  readonly userId: string
  readonly id: string
}

/** One of a person's own passkeys, with the person locked; refuses with `not_found`. */
const ownPasskey = async (ctx: Context, { userId, id }: Own): Promise<PasskeyRow> => {
  await userRepository(ctx.db).findForUpdate(userId)
  const passkey = await passkeyRepository(ctx.db).findForUpdate(id)
  if (passkey?.userId !== userId) throw new Refusal('not_found')
  return passkey
}

/** Gives one of a person's own passkeys another name; refuses with `not_found`. */
export const renamePasskey: Command<Own & { name: string }, PasskeyRow> = async (ctx, { name: given, ...own }) => {
  const passkey = { ...(await ownPasskey(ctx, own)), name: given.trim() }
  await passkeyRepository(ctx.db).rename(passkey.id, passkey.name)
  return passkey
}

const forget: Command<Own & { sessionId: string }, SignedIn | null> = async (ctx, { sessionId, ...own }) => {
  const { userId } = own
  const { id, name } = await ownPasskey(ctx, own)
  await passkeyRepository(ctx.db).remove(id)
  const deed = { at: ctx.now, actorId: userId, action: 'passkey.removed', subject: userId, detail: { name } } as const
  await recordAudit(ctx.db, deed)
  // It may be removed because somebody else has it: what it opened ends, but for where the password was just given.
  const ended = await sessionRepository(ctx.db).endOfPasskey(userId, id, ctx.now, sessionId)
  if (ended === 0) return null
  await revokeTokens(ctx, { userId })
  return renewSession(ctx, { userId, sessionId })
}

/**
 * Forgets one of a person's own passkeys, and ends the other sessions that it opened; answers this session renewed where that made
 * its token worthless. Refuses with `wrong_password`, `too_many_attempts`, `not_found`.
 */
export const removePasskey = async (
  session: Session,
  asked: { user: UserRow; sessionId: string; id: string; password: string; ip: string },
): Promise<SignedIn | null> => {
  const { user, sessionId, id } = asked
  if (!(await confirmPassword(session, asked))) throw new Refusal('wrong_password')
  return session.transaction((ctx) => forget(ctx, { userId: user.id, id, sessionId }))
}
