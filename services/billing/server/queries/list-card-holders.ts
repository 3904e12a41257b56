import type { Id } from '@popug/contracts/ids.ts'
import { cardRepository } from '../db/card-repository.ts'
import type { Query } from '../world.ts'

/** Of each of these people, in their order, whether they have named a card; ask for a bounded number. */
export const listCardHolders: Query<{ userIds: readonly Id[] }, { userId: Id; hasCard: boolean }[]> = async (
  { db },
  { userIds },
) => {
  const holders = await cardRepository(db).holdersOf(userIds)
  return userIds.map((userId) => ({ userId, hasCard: holders.has(userId) }))
}
