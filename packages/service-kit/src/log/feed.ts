import type { CloudEvent } from '@popug/contracts/events.ts'
import type { TopicName } from '@popug/contracts/topology.ts'
import type { Db } from '../db/database.ts'
import { batchSize, toCloudEvents } from './outbox.ts'
import { type LogTables, logDb } from './tables.ts'

/** A stretch of a topic. `epochStart` is the last position that means the same in the epoch before. */
export interface FeedPage {
  readonly items: CloudEvent[]
  readonly head: number
  readonly epoch: number
  readonly epochStart: number
}

type TopicRow = LogTables['topics']

/** The rows of a topic that hold positions from `from` on, until so many events are together. */
const rowsFrom = async (db: Db<LogTables>, topic: TopicRow, from: number, limit: number) => {
  const first = await db.query
    .selectFrom('outbox')
    .select('firstPosition')
    .where('topic', '=', topic.topic)
    .where('firstPosition', '<=', from)
    .orderBy('firstPosition', 'desc')
    .limit(1)
    .executeTakeFirst()
  const rows = await db.query
    .selectFrom('outbox')
    .select(['topic', 'count', 'events', 'occurredAt', 'correlationId', 'traceparent', 'firstPosition'])
    .where('topic', '=', topic.topic)
    .where('firstPosition', '>=', first?.firstPosition ?? 1)
    .where('firstPosition', '<', from + limit)
    .orderBy('firstPosition')
    .limit(Math.min(limit, batchSize))
    .execute()
  let events = 0
  // A row begun before `from` may hold a thousand events that are not wanted; still at most one row too many is read.
  return rows.filter((row) => {
    const wanted = events < limit
    events += row.count
    return wanted
  })
}

/** Reads what a service said on a topic after a position, in order, at most `limit` events. */
export const readFeed = async <Tables>(
  database: Db<Tables>,
  source: string,
  request: { topic: TopicName; after: number; limit: number },
): Promise<FeedPage> => {
  const db = logDb(database)
  const topic = await db.query.selectFrom('topics').selectAll().where('topic', '=', request.topic).executeTakeFirst()
  if (!topic) return { items: [], head: 0, epoch: 1, epochStart: 0 }
  const rows = request.after >= topic.head ? [] : await rowsFrom(db, topic, request.after + 1, request.limit)
  const items = rows
    .flatMap((row) => toCloudEvents(row, source, topic.epoch))
    .filter((event) => event.position > request.after && event.position <= topic.head)
    .slice(0, request.limit)
  return { items, head: topic.head, epoch: topic.epoch, epochStart: topic.epochStart }
}
