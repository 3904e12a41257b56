import { cardRepository } from '../db/card-repository.ts'
import type { CardRow } from '../db/tables.ts'
import type { Query } from '../world.ts'

/** The card of a person, if they have one. */
export const getCard: Query<{ userId: string }, CardRow | undefined> = (ctx, { userId }) =>
  cardRepository(ctx.db).find(userId)
