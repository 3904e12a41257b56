import { moment } from '@popug/contracts/days.ts'
import type { CloudEvent } from '@popug/contracts/events.ts'
import type { TopicName } from '@popug/contracts/topology.ts'
import type { WrittenBatch } from './courier.ts'
import { type StoredEvent, splitEvents } from './outbox.ts'
import type { LogTables } from './tables.ts'

/** What travels of an outbox row, with its events as JSON. */
export type SaidRow = Omit<LogTables['outbox'], 'id' | 'packed'>

const firstOf = ({ firstPosition }: SaidRow): number => {
  if (firstPosition === null) throw new Error('an outbox row without a position cannot travel')
  return firstPosition
}

/** The events of a numbered outbox row in their form on the wire. */
export const toCloudEvents = (row: SaidRow, source: string, epoch: number): CloudEvent[] => {
  const first = firstOf(row)
  const time = moment(row.occurredAt)
  const { correlationId: correlationid, traceparent } = row
  // One literal with every field, and nothing spread into it: this is done for each event that travels.
  return (JSON.parse(row.events) as StoredEvent[]).map(({ id, type, data }, index) => {
    const event: CloudEvent = {
      specversion: '1.0',
      id,
      source,
      type,
      time,
      datacontenttype: 'application/json',
      position: first + index,
      epoch,
      correlationid,
      data: data as CloudEvent['data'],
    }
    if (traceparent !== null) event.traceparent = traceparent
    return event
  })
}

/** The same as JSON: what the events of a row have in common is put before what the outbox holds of each, which is not read for that. */
export const toWireTexts = (row: SaidRow, source: string, epoch: number): string[] => {
  const first = firstOf(row)
  const common = JSON.stringify({
    specversion: '1.0',
    source,
    time: moment(row.occurredAt),
    datacontenttype: 'application/json',
    epoch,
    correlationid: row.correlationId,
    traceparent: row.traceparent ?? undefined,
  }).slice(0, -1)
  return splitEvents(row).map((text, index) => `${common},"position":${first + index},${text.slice(1)}`)
}

/** Which events of a topic's rows. */
interface Stretch {
  readonly topic: TopicName
  readonly epoch: number
  readonly source: string
  readonly after: number
  readonly upTo: number
}

/** Rows of a topic that follow each other, as a batch: their events after a position and up to another, at least one. */
export class OutboxBatch implements WrittenBatch {
  readonly topic: TopicName
  readonly epoch: number
  readonly first: number
  readonly last: number
  readonly #rows: readonly SaidRow[]
  readonly #source: string
  #events: readonly CloudEvent[] | undefined

  constructor(rows: readonly [SaidRow, ...SaidRow[]], { topic, epoch, source, after, upTo }: Stretch) {
    const last = rows.at(-1) ?? rows[0]
    this.topic = topic
    this.epoch = epoch
    this.first = Math.max(after + 1, firstOf(rows[0]))
    this.last = Math.min(upTo, firstOf(last) + last.count - 1)
    this.#rows = rows
    this.#source = source
  }

  get events(): readonly CloudEvent[] {
    this.#events ??= this.#part(toCloudEvents)
    return this.#events
  }

  get texts(): readonly string[] {
    return this.#part(toWireTexts)
  }

  /** The first row may have begun earlier, the last may end later. */
  #part<T>(form: (row: SaidRow, source: string, epoch: number) => T[]): T[] {
    return this.#rows.flatMap((row) => {
      const begun = firstOf(row)
      return form(row, this.#source, this.epoch).slice(Math.max(0, this.first - begun), this.last - begun + 1)
    })
  }
}
