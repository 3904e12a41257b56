/**
 * The relay: numbers what the service said, and hands it to the courier.
 *
 *     commit ──► outbox row, no position ──number──► position ──publish──► courier has it ──mark──► published
 *
 * Invariants
 * - Positions of a topic are 1, 2, 3 … without holes, one an event, and never change: they are given under a lock on
 *   the topic's row, in the same transaction that moves the topic's head.
 * - `published` moves only after the courier took the events over, so what lies between `published` and `head` is
 *   published again after a crash. Twice is harmless, never is not.
 *
 * When it dies
 * - before numbering commits: rows stay without positions, the next step numbers them;
 * - between numbering and publishing, or between publishing and marking: the next step publishes from `published` on;
 * - two relays at once (a lease lost too late): the lock on the topic keeps positions right, listeners skip the doubles.
 */
import type { ServiceName, TopicName } from '@popug/contracts/topology.ts'
import type { Database } from '../db/database.ts'
import type { Courier, EventBatch } from './courier.ts'
import { readFeed } from './feed.ts'
import { batchSize } from './outbox.ts'
import { logDb } from './tables.ts'

/** Rows numbered in one transaction. */
const numberedAtOnce = 500

export interface RelayParts<Tables> {
  readonly service: ServiceName
  readonly database: Database<Tables>
  readonly courier: Courier
  /** For the tests: called between any two steps, to die there. */
  readonly step?: (name: 'numbered' | 'published') => void
}

/** Makes sure that each topic the service says has its row. */
export const openTopics = async <Tables>(database: Database<Tables>, said: readonly TopicName[]): Promise<void> => {
  await logDb(database).insertMissing(
    'topics',
    said.map((topic) => ({ topic, epoch: 1, epochStart: 0, head: 0, published: 0 })),
  )
}

/** Gives positions to rows that have none. Answers how many rows it numbered. */
export const numberRows = <Tables>(database: Database<Tables>, topic: TopicName): Promise<number> =>
  database.transaction(async (tx) => {
    const db = logDb(tx)
    const { head } = await db.dialect
      .forUpdate(db.query.selectFrom('topics').select('head').where('topic', '=', topic))
      .executeTakeFirstOrThrow()
    const rows = await db.query
      .selectFrom('outbox')
      .select(['id', 'count'])
      .where('topic', '=', topic)
      .where('firstPosition', 'is', null)
      .orderBy('id')
      .limit(numberedAtOnce)
      .execute()
    if (rows.length === 0) return 0
    let position = head
    const numbered = rows.map(({ id, count }) => {
      const firstPosition = position + 1
      position += count
      return { id, firstPosition }
    })
    await db.updateMany('outbox', ['id'], numbered)
    await db.query.updateTable('topics').set({ head: position }).where('topic', '=', topic).execute()
    return rows.length
  })

/** Publishes what is numbered and not yet published, a batch at a time. Answers how many events it published. */
const publishNumbered = async <Tables>({ service, database, courier, step }: RelayParts<Tables>, topic: TopicName) => {
  const db = logDb(database)
  const row = await db.query.selectFrom('topics').selectAll().where('topic', '=', topic).executeTakeFirstOrThrow()
  let published = row.published
  while (published < row.head) {
    const { items, epoch } = await readFeed(database, service, { topic, after: published, limit: batchSize })
    const last = items.at(-1)
    if (!last) break
    const batch: EventBatch = { topic, epoch, events: items }
    await courier.publish([batch])
    step?.('published')
    published = last.position
    await db.query
      .updateTable('topics')
      .set({ published })
      .where('topic', '=', topic)
      .where('published', '<', published)
      .execute()
  }
  return published - row.published
}

/** One step of the relay over the given topics. Answers whether there may be more to do at once. */
export const relayOnce = async <Tables>(parts: RelayParts<Tables>, said: readonly TopicName[]): Promise<boolean> => {
  let more = false
  for (const topic of said) {
    const rows = await numberRows(parts.database, topic)
    if (rows > 0) parts.step?.('numbered')
    await publishNumbered(parts, topic)
    more ||= rows === numberedAtOnce
  }
  return more
}
