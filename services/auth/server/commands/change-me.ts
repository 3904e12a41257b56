import { invalid, Refusal } from '@popug/contracts/refusals.ts'
import type { Language } from '@popug/contracts/roles.ts'
import { recordAudit } from '@popug/service-kit'
import { invitationRepository } from '../db/invitation-repository.ts'
import type { UserRow } from '../db/tables.ts'
import { userRepository } from '../db/user-repository.ts'
import type { Command, Session } from '../world.ts'
import { checkPassword } from './check-password.ts'
import { forgetGuesses } from './count-guess.ts'
import { endSessions } from './end-sessions.ts'
import type { SignedIn } from './open-session.ts'
import { renewSession } from './renew-session.ts'

interface OwnChange {
  readonly name?: string
  readonly language?: Language
  readonly password?: string
  readonly oldPassword?: string
}

const changeOwn: Command<{ me: UserRow; change: OwnChange }, UserRow> = async (ctx, { me, change }) => {
  const users = userRepository(ctx.db)
  const before = await users.findForUpdate(me.id)
  if (before?.status !== 'active') throw new Refusal('not_signed_in')
  const after: UserRow = {
    ...before,
    name: change.name?.trim() ?? before.name,
    language: change.language ?? before.language,
  }
  await users.save(after)
  return after
}

const changeOwnPassword: Command<{ me: UserRow; sessionId: string; passwordHash: string }, SignedIn> = async (
  ctx,
  { me, sessionId, passwordHash },
) => {
  const users = userRepository(ctx.db)
  const before = await users.findForUpdate(me.id)
  // The old password was looked at before this transaction: it must still be the old one.
  if (before?.passwordHash !== me.passwordHash) throw new Refusal('wrong_credentials')
  await users.save({ ...before, passwordHash })
  await recordAudit(ctx.db, { at: ctx.now, actorId: me.id, action: 'user.password_changed', subject: me.id })
  await invitationRepository(ctx.db).remove(me.id)
  await endSessions(ctx, { userId: me.id, but: sessionId })
  return renewSession(ctx, { userId: me.id, sessionId })
}

/**
 * Changes one's own name, language or password. A new password asks for the old one within the limit on guesses, ends the other
 * sessions, and answers this one renewed. Refuses with `invalid`, `wrong_credentials`, `too_many_attempts`.
 */
export const changeMe = async (
  session: Session,
  { me, sessionId, ip, change }: { me: UserRow; sessionId: string; ip: string; change: OwnChange },
): Promise<{ user: UserRow; renewed: SignedIn | null }> => {
  const { password, oldPassword } = change
  const { transaction, tools } = session
  if (password === undefined) {
    if (oldPassword !== undefined) throw invalid('/body/password', 'required', 'is required')
    return { user: await transaction((ctx) => changeOwn(ctx, { me, change })), renewed: null }
  }
  if (oldPassword === undefined) throw invalid('/body/oldPassword', 'required', 'is required')
  const guess = { email: me.email, ip }
  await checkPassword(session, { ...guess, password: oldPassword, hash: me.passwordHash })
  const passwordHash = await tools.passwords.hash(password)
  return transaction(async (ctx) => {
    await forgetGuesses(ctx, guess)
    await changeOwn(ctx, { me, change })
    const renewed = await changeOwnPassword(ctx, { me, sessionId, passwordHash })
    return { user: renewed.user, renewed }
  })
}
