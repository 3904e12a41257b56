import { cardKeyRepository, type WantedKeys } from '../db/card-key-repository.ts'
import type { Query } from '../world.ts'

/** Whose cards are not under the keys that are wanted, by person, from after one on. */
export const findOutOfDateCards: Query<{ wanted: WantedKeys; after: string; limit: number }, string[]> = (
  { db },
  { wanted, after, limit },
) => cardKeyRepository(db).findOutOfDate(wanted, after, limit)
