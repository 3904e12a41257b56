import type { TopicName } from '@popug/contracts/topology.ts'
import type { Db } from '../db/database.ts'
import { logDb } from './tables.ts'

/** Where a service's database stands: the heads of what it says, and the checkpoints of what it hears. */
export interface LogPositions {
  readonly heads: ReadonlyMap<TopicName, number>
  readonly checkpoints: ReadonlyMap<TopicName, number>
}

/** Reads where a service's database stands. */
export const readPositions = async <Tables>(database: Db<Tables>): Promise<LogPositions> => {
  const { query } = logDb(database)
  const heads = await query.selectFrom('topics').select(['topic', 'head']).execute()
  const checkpoints = await query.selectFrom('checkpoints').select(['topic', 'position']).execute()
  return {
    heads: new Map(heads.map(({ topic, head }) => [topic, head])),
    checkpoints: new Map(checkpoints.map(({ topic, position }) => [topic, position])),
  }
}

/** When a service said its newest words, in epoch milliseconds; null where it has said nothing yet. */
export const readLastWords = async <Tables>(database: Db<Tables>): Promise<number | null> => {
  const last = await logDb(database)
    .query.selectFrom('outbox')
    .select('occurredAt')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.occurredAt ?? null
}
