import { Refusal } from '@popug/contracts/refusals.ts'
import { secretDigest } from '@popug/service-kit'
import { invitationRepository } from '../db/invitation-repository.ts'
import { userRepository } from '../db/user-repository.ts'
import type { Command, Session } from '../world.ts'
import { changeUser } from './change-user.ts'

/** Sets the password of whom an invitation is for, under the person's lock; of two at once the second is too late. */
const takeUp: Command<{ digest: string; passwordHash: string }, void> = async (ctx, { digest, passwordHash }) => {
  const invitations = invitationRepository(ctx.db)
  const found = await invitations.findByDigest(digest)
  const user = found && (await userRepository(ctx.db).findForUpdate(found.userId))
  const still = await invitations.findForUpdate(digest)
  if (!still || still.expiresAt <= ctx.now || user?.status !== 'active') throw new Refusal('invitation_over')
  // Another password ends all that was before: sessions, API tokens, and this invitation.
  await changeUser(ctx, { id: user.id, passwordHash, byThemselves: true })
}

/** Chooses the password of whom an invitation is for, once; refuses with `invitation_over`, `too_many_attempts`. */
export const acceptInvitation = async (
  session: Session,
  { secret, password }: { secret: string; password: string },
): Promise<void> => {
  const digest = secretDigest(secret)
  // Looked at before the hash is computed, which costs much: who guesses has nothing of it.
  const found = await invitationRepository(session.db).findByDigest(digest)
  if (!found || found.expiresAt <= session.now) throw new Refusal('invitation_over')
  const passwordHash = await session.tools.passwords.hash(password)
  await session.transaction((ctx) => takeUp(ctx, { digest, passwordHash }))
}
