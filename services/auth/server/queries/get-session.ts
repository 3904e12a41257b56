import { Refusal } from '@popug/contracts/refusals.ts'
import { type PageOf, pageRequest } from '@popug/service-kit'
import { sessionRepository } from '../db/session-repository.ts'
import type { SessionRow, UserRow } from '../db/tables.ts'
import { userRepository } from '../db/user-repository.ts'
import type { Query } from '../world.ts'

/** A session that lives at this moment with its person, by the rows themselves; refuses with `not_signed_in`. */
export const getSession: Query<{ id: string; sessionId: string }, { user: UserRow; session: SessionRow }> = async (
  { db, now },
  { id, sessionId },
) => {
  const user = await userRepository(db).find(id)
  const session = await sessionRepository(db).findLiving(sessionId, now)
  if (user?.status !== 'active' || session?.userId !== id) throw new Refusal('not_signed_in')
  return { user, session }
}

/** A page of a person's living sessions, newest first. */
export const listSessions: Query<
  { userId: string; after?: string | undefined; limit?: number | undefined },
  PageOf<SessionRow>
> = ({ db, now }, { userId, after, limit }) =>
  sessionRepository(db).listLiving(userId, now, pageRequest({ after, limit }, 1))
