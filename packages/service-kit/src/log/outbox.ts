import type { DataOf, EventKind } from '@popug/contracts/events.ts'
import type { TopicName } from '@popug/contracts/topology.ts'
import type { Db } from '../db/database.ts'
import { newId } from '../ids.ts'
import { isWorthPacking, TextPacker } from './packing.ts'
import { type LogTables, logDb } from './tables.ts'

/** The most events of one outbox row, one message and one transaction of a listener. */
export const batchSize = 1_000

/** Says that something happened. It is heard if, and only if, the command's transaction commits. */
export type Emit = <K extends EventKind>(kind: K, data: DataOf<K>) => void

/** An event as the outbox keeps it; time, source, correlation and position stand beside it in the row. */
export interface StoredEvent {
  readonly id: string
  readonly type: string
  readonly data: unknown
}

/** Between two events of a row or a message. JSON has no line break of its own, so both fall apart at them without being read. */
const between = ',\n'

const writeEvent = (event: StoredEvent): string => JSON.stringify(event)
/** Texts of JSON as one, a list of them, each on a line. */
export const joinEvents = (texts: readonly string[]): string => `[${texts.join(between)}]`
/** The lines of such a list; something else where it was written otherwise. */
export const linesOf = (list: string): string[] => list.slice(1, -1).split(between)

/** The events of an outbox row as texts, each the JSON of one. */
export const splitEvents = ({ events, count }: Pick<LogTables['outbox'], 'events' | 'count'>): string[] => {
  const texts = linesOf(events)
  // Rows of an earlier version, and what others have written anew, stand on one line.
  return texts.length === count ? texts : (JSON.parse(events) as StoredEvent[]).map(writeEvent)
}

const packer = new TextPacker()

/** How events are kept in a row: as they are, or packed where that is much shorter. */
const keep = (events: string): Pick<LogTables['outbox'], 'events' | 'packed'> =>
  isWorthPacking(events.length) ? { events: '', packed: packer.pack(events) } : { events, packed: null }

/** The events of a row as JSON, however they are kept. */
export const keptEvents = ({ events, packed }: Pick<LogTables['outbox'], 'events' | 'packed'>): string =>
  packed === null ? events : packer.unpack(packed)

/** Gathers what one command emits; `write` puts it into the outbox, one row a topic and a thousand events. */
export class Emission {
  /** Written at once, so that a command can say things while its statements are under way. */
  readonly #byTopic = new Map<TopicName, string[]>()
  readonly #now: number
  readonly #said: readonly TopicName[]

  constructor(now: number, said: readonly TopicName[]) {
    this.#now = now
    this.#said = said
  }

  readonly emit: Emit = (kind, data) => {
    let events = this.#byTopic.get(kind.topic)
    if (!events) {
      if (!this.#said.includes(kind.topic)) throw new Error(`this service does not say anything on ${kind.topic}`)
      events = []
      this.#byTopic.set(kind.topic, events)
    }
    events.push(writeEvent({ id: newId(this.#now), type: kind.type, data }))
  }

  /** Whether anything was said. */
  get spoke(): boolean {
    return this.#byTopic.size > 0
  }

  /**
   * Writes the rows. In a database that nobody shares transactions run one after the other, so each row gets its
   * positions at once, and the relay has a commit and a second writing of the events less; elsewhere that would make
   * commands wait for each other, and the relay numbers.
   */
  async write<Tables>(
    tx: Db<Tables>,
    correlationId: string,
    traceparent: string | null,
    numbering: Numbering = tx.dialect.shared ? 'by_relay' : 'at_once',
  ): Promise<void> {
    const db = logDb(tx)
    for (const [topic, events] of this.#byTopic) {
      let last = numbering === 'at_once' ? (await moveHead(db, topic, events.length)) - events.length : null
      for (let from = 0; from < events.length; from += batchSize) {
        const part = events.slice(from, from + batchSize)
        const firstPosition = last === null ? null : last + 1
        const row = { topic, count: part.length, ...keep(joinEvents(part)), occurredAt: this.#now }
        await db.insertMany('outbox', [{ ...row, correlationId, traceparent, firstPosition }])
        if (last !== null) last += part.length
      }
    }
  }
}

/** Who gives outbox rows their positions: the command that writes them, or the relay. */
export type Numbering = 'at_once' | 'by_relay'

/** Moves a topic's head under a lock on its row, and answers where it stands then. */
const moveHead = async (db: Db<LogTables>, topic: TopicName, by: number): Promise<number> => {
  const { head } = await db.dialect
    .forUpdate(db.query.selectFrom('topics').select('head').where('topic', '=', topic))
    .executeTakeFirstOrThrow()
  await db.query
    .updateTable('topics')
    .set({ head: head + by })
    .where('topic', '=', topic)
    .execute()
  return head + by
}
