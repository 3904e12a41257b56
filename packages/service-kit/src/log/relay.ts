/**
 * The relay: numbers what the service said, and hands it to the courier.
 *
 *     commit ──► outbox row, no position ──number──► position ──publish──► courier has it ──mark──► published
 *
 * Invariants
 * - Positions of a topic are 1, 2, 3 … without holes, one an event, and never change: they are given under a lock on
 *   the topic's row, in the same transaction that moves the topic's head. A database that nobody shares gives them as the
 *   rows are written (outbox.ts); there the relay only publishes.
 * - `published` moves only after the courier took the events over, so what lies between `published` and `head` is
 *   published again after a crash. Twice is harmless, never is not. It is marked together with the next numbering or,
 *   when there is none, by the first step after one that found nothing to do: a commit less for each thing said.
 * - Numbering never waits for the courier: what has a position can be read from the feed, whether or not it was published.
 *
 * When the courier is away, or does not answer
 * - steps go on numbering at their pace; publishing (publishing.ts) is tried again from `published` on when it is back.
 *
 * When it dies
 * - before numbering commits: rows stay without positions, the next step numbers them;
 * - between numbering and publishing, or between publishing and marking: the next step publishes from `published` on;
 * - two relays at once (a lease lost too late): the lock on the topic keeps positions right, listeners skip the doubles.
 */
import type { ServiceName, TopicName } from '@popug/contracts/topology.ts'
import type { Logger } from 'pino'
import type { Database } from '../db/database.ts'
import type { Courier } from './courier.ts'
import { Publishing } from './publishing.ts'
import { type LogTables, logDb } from './tables.ts'

/** Rows numbered in one transaction. */
const numberedAtOnce = 500
/** Milliseconds that a step which found nothing to number waits for the courier: at first, and at most when that goes on. */
const firstPatience = 10
const longestPatience = 40

export interface RelayParts<Tables> {
  readonly service: ServiceName
  readonly database: Database<Tables>
  readonly courier: Courier
  readonly log: Logger
  /** For the tests: called between any two steps, to die there. */
  readonly step?: (name: 'numbering' | 'numbered' | 'published' | 'marked') => void
}

/** One step over all topics: number, publish, mark. Answers whether there may be more to do at once. */
export type Relay = (signal?: AbortSignal) => Promise<'more' | undefined>

/** Makes sure that each topic the service says has its row. */
export const openTopics = async <Tables>(database: Database<Tables>, said: readonly TopicName[]): Promise<void> => {
  await logDb(database).insertMissing(
    'topics',
    said.map((topic) => ({ topic, epoch: 1, epochStart: 0, head: 0, published: 0 })),
  )
}

/** Gives positions to rows that have none, and marks what has been published. Answers how many rows, and the new head. */
const numberRows = async <Tables>(
  { database, step }: Pick<RelayParts<Tables>, 'database' | 'step'>,
  topic: TopicName,
  published: number,
): Promise<{ rows: number; head: number }> =>
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
    if (rows.length === 0) return { rows: 0, head }
    let position = head
    const numbered = rows.map(({ id, count }) => {
      const firstPosition = position + 1
      position += count
      return { id, firstPosition }
    })
    await db.updateMany('outbox', ['id'], numbered)
    step?.('numbering')
    await db.query.updateTable('topics').set({ head: position, published }).where('topic', '=', topic).execute()
    return { rows: rows.length, head: position }
  })

/** Gives positions to all rows of a topic that have none, in the order in which they were written. Answers the head. */
export const numberAll = async <Tables>(database: Database<Tables>, topic: TopicName): Promise<number> => {
  for (;;) {
    const { rows, head } = await numberRows({ database }, topic, 0)
    if (rows === 0) return head
  }
}

type TopicRow = LogTables['topics'] & { readonly waiting: unknown }

/** The service's topics, and whether rows without a position wait on them. */
const lookAtTopics = <Tables>({ database }: RelayParts<Tables>, said: readonly TopicName[]): Promise<TopicRow[]> =>
  logDb(database)
    .query.selectFrom('topics')
    .selectAll('topics')
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('outbox')
          .select('outbox.id')
          .whereRef('outbox.topic', '=', 'topics.topic')
          .where('outbox.firstPosition', 'is', null),
      ).as('waiting'),
    )
    .where('topic', 'in', said)
    .execute()

/** Makes the relay of a service over the topics that it says; it remembers what it published and has not marked yet. */
export const makeRelay = <Tables>(parts: RelayParts<Tables>, said: readonly TopicName[]): Relay => {
  const { service, database, courier, log, step } = parts
  const publishing = new Publishing({ service, database, courier, log, published: () => step?.('published') })

  const mark = async (topic: TopicName, published: number): Promise<void> => {
    const db = logDb(database)
    await db.query
      .updateTable('topics')
      .set({ published })
      .where('topic', '=', topic)
      .where('published', '<', published)
      .execute()
    step?.('marked')
  }

  /** Steps since something was numbered, null once one ended with nothing left to do. */
  let quiet: number | null = null

  return async (signal) => {
    let numberedRows = 0
    let behind = false
    for (const { topic, epoch, head, published, waiting } of await lookAtTopics(parts, said)) {
      const taken = Math.max(published, publishing.takenOf(topic, epoch))
      const numbered = waiting ? await numberRows(parts, topic, taken) : { rows: 0, head }
      numberedRows += numbered.rows
      if (numbered.rows > 0) step?.('numbered')
      if (numbered.head > taken)
        behind = !publishing.begin({ topic, epoch, head: numbered.head }, taken, signal) || behind
      else if (taken > published && quiet === null) await mark(topic, taken)
    }
    // Where something was said there is often more of it by now, by other instances too, who cannot wake this one.
    if (numberedRows > 0 && !signal?.aborted) {
      quiet = 0
      return 'more'
    }
    // While it was being published there may have come more, so the last look is one after that.
    if (behind || publishing.busy) {
      await publishing.rest(Math.min(longestPatience, firstPatience * 2 ** (quiet ?? 0)), signal)
      quiet = (quiet ?? 0) + 1
      return 'more'
    }
    quiet = null
    return undefined
  }
}
