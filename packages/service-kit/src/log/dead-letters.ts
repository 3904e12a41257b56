import type { CloudEvent } from '@popug/contracts/events.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import type { TopicName } from '@popug/contracts/topology.ts'
import { afterKey } from '../db/after.ts'
import type { Db } from '../db/database.ts'
import { type PageOf, type PageRequest, pageFrom } from '../db/page.ts'
import { newId } from '../ids.ts'
import { type LogTables, logDb } from './tables.ts'

export type DeadLetterRow = LogTables['deadLetters']

const maxReason = 2_000

/** Puts an event aside with the reason why it could not be applied. */
export const park = async <Tables>(
  tx: Db<Tables>,
  topic: TopicName,
  event: CloudEvent,
  reason: unknown,
  now: number,
): Promise<void> => {
  await logDb(tx).insertMany('deadLetters', [
    {
      id: newId(now),
      topic,
      position: event.position,
      type: String(event.type).slice(0, 100),
      event: JSON.stringify(event),
      reason: (reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason)).slice(0, maxReason),
      status: 'parked',
      parkedAt: now,
      settledAt: null,
    },
  ])
}

/** Parked events, newest first. */
export const listDeadLetters = async <Tables>(
  database: Db<Tables>,
  filter: { status?: DeadLetterRow['status'] | undefined },
  { after, limit }: PageRequest,
): Promise<PageOf<DeadLetterRow>> => {
  let query = logDb(database).query.selectFrom('deadLetters').selectAll()
  if (filter.status) query = query.where('status', '=', filter.status)
  if (after) query = query.where(afterKey(['id'], after, 'desc'))
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  return pageFrom(rows, limit, (row) => [row.id])
}

/** How many events of a topic have come to each state. */
export type LetterCounts = Record<DeadLetterRow['status'], number>

/** How many events of each topic are parked, were replayed, were discarded; topics without any are left out. */
export const countLetters = async <Tables>(database: Db<Tables>): Promise<ReadonlyMap<TopicName, LetterCounts>> => {
  const rows = await logDb(database)
    .query.selectFrom('deadLetters')
    .select(({ fn }) => ['topic' as const, 'status' as const, fn.countAll<number | string>().as('count')])
    .groupBy(['topic', 'status'])
    .execute()
  const counts = new Map<TopicName, LetterCounts>()
  for (const { topic, status, count } of rows) {
    const own = counts.get(topic) ?? { parked: 0, replayed: 0, discarded: 0 }
    own[status] = Number(count)
    counts.set(topic, own)
  }
  return counts
}

/** The parked events of a topic at these positions. */
export const findParked = <Tables>(
  database: Db<Tables>,
  topic: TopicName,
  positions: readonly number[],
): Promise<DeadLetterRow[]> =>
  logDb(database)
    .query.selectFrom('deadLetters')
    .selectAll()
    .where('topic', '=', topic)
    .where('status', '=', 'parked')
    .where('position', 'in', positions)
    .orderBy('position')
    .execute()

/** Takes a parked event out, replayed or discarded, once; the caller applies it in the same transaction if replayed. */
export const settleDeadLetter = async <Tables>(
  tx: Db<Tables>,
  id: string,
  status: 'replayed' | 'discarded',
  now: number,
): Promise<DeadLetterRow> => {
  const db = logDb(tx)
  const row = await db.dialect
    .forUpdate(db.query.selectFrom('deadLetters').selectAll().where('id', '=', id))
    .executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  if (row.status !== 'parked') throw new Refusal('dead_letter_settled')
  await db.query.updateTable('deadLetters').set({ status, settledAt: now }).where('id', '=', id).execute()
  return { ...row, status, settledAt: now }
}
