import { Refusal } from '@popug/contracts/refusals.ts'
import { invitationRepository } from '../db/invitation-repository.ts'
import type { UserRow } from '../db/tables.ts'
import { userRepository } from '../db/user-repository.ts'
import type { Query } from '../world.ts'

/** Whom an invitation is for and until when; refuses with `invitation_over`. */
export const getInvitation: Query<{ digest: string }, { user: UserRow; expiresAt: number }> = async (
  { db, now },
  { digest },
) => {
  const found = await invitationRepository(db).findByDigest(digest)
  const user = found && found.expiresAt > now ? await userRepository(db).find(found.userId) : undefined
  if (!found || user?.status !== 'active') throw new Refusal('invitation_over')
  return { user, expiresAt: found.expiresAt }
}
