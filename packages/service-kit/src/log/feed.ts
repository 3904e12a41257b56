import type { CloudEvent } from '@popug/contracts/events.ts'
import type { TopicName } from '@popug/contracts/topology.ts'
import type { Db } from '../db/database.ts'
import { lastShared } from './epochs.ts'
import { keptEvents } from './outbox.ts'
import { type LogTables, logDb } from './tables.ts'
import { OutboxBatch } from './wire.ts'

/** A stretch of a topic. `epochStart` is the last position that means the same in the reader's epoch, or else in the epoch before. */
export interface FeedPage {
  readonly items: CloudEvent[]
  readonly head: number
  readonly epoch: number
  readonly epochStart: number
}

/** A topic as the feed needs it. */
export type TopicState = Pick<LogTables['topics'], 'topic' | 'epoch' | 'head'>

/** The events of a topic after a position, in order, at most `limit`; null where there is none. */
export const batchAfter = async <Tables>(
  database: Db<Tables>,
  source: string,
  { topic, epoch, head }: TopicState,
  after: number,
  limit: number,
): Promise<OutboxBatch | null> => {
  if (after >= head) return null
  const upTo = Math.min(head, after + limit)
  // Rows hold contiguous positions, so these bounds hold exactly the rows wanted, the first perhaps begun earlier.
  const rows = await logDb(database)
    .query.selectFrom('outbox')
    .select(['topic', 'count', 'events', 'packed', 'occurredAt', 'correlationId', 'traceparent', 'firstPosition'])
    .where('topic', '=', topic)
    .where('firstPosition', '>=', ({ selectFrom }) =>
      selectFrom('outbox as begun')
        .select(({ fn }) => fn.max('begun.firstPosition').as('at'))
        .where('begun.topic', '=', topic)
        .where('begun.firstPosition', '<=', after + 1),
    )
    .where('firstPosition', '<=', upTo)
    .orderBy('firstPosition')
    .execute()
  const [first, ...rest] = rows.map(({ packed, ...row }) => ({ ...row, events: keptEvents({ ...row, packed }) }))
  return first ? new OutboxBatch([first, ...rest], { topic, epoch, source, after, upTo }) : null
}

/** Reads what a service said on a topic after a position, in order, at most `limit` events; `epoch` is the reader's own. */
export const readFeed = async <Tables>(
  database: Db<Tables>,
  source: string,
  request: { topic: TopicName; after: number; limit: number; epoch?: number | undefined },
): Promise<FeedPage> => {
  const topic = await logDb(database)
    .query.selectFrom('topics')
    .selectAll()
    .where('topic', '=', request.topic)
    .executeTakeFirst()
  if (!topic) return { items: [], head: 0, epoch: 1, epochStart: 0 }
  const batch = await batchAfter(database, source, topic, request.after, request.limit)
  const items = [...(batch?.events ?? [])]
  const { epoch = topic.epoch } = request
  const epochStart = epoch < topic.epoch ? await lastShared(database, topic, epoch) : topic.epochStart
  return { items, head: topic.head, epoch: topic.epoch, epochStart }
}
