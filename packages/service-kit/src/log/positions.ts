import type { TopicName } from '@popug/contracts/topology.ts'
import type { Db } from '../db/database.ts'
import { logDb } from './tables.ts'

/** Where a service's database stands: the heads of what it says, the checkpoints of what it hears, and the time of its newest words. */
export interface LogPositions {
  readonly heads: ReadonlyMap<TopicName, number>
  readonly checkpoints: ReadonlyMap<TopicName, number>
  /** Epoch milliseconds; null where nothing was said yet. */
  readonly saidLast: number | null
}

/** Reads where a service's database stands. */
export const readPositions = async <Tables>(database: Db<Tables>): Promise<LogPositions> => {
  const { query } = logDb(database)
  const heads = await query.selectFrom('topics').select(['topic', 'head']).execute()
  const checkpoints = await query.selectFrom('checkpoints').select(['topic', 'position']).execute()
  const last = await query.selectFrom('outbox').select('occurredAt').orderBy('id', 'desc').limit(1).executeTakeFirst()
  return {
    heads: new Map(heads.map(({ topic, head }) => [topic, head])),
    checkpoints: new Map(checkpoints.map(({ topic, position }) => [topic, position])),
    saidLast: last?.occurredAt ?? null,
  }
}
