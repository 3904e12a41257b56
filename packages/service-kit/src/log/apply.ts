import { setTimeout as wait } from 'node:timers/promises'
import type { CloudEvent } from '@popug/contracts/events.ts'
import { Refusal, refusals } from '@popug/contracts/refusals.ts'
import type { TopicName } from '@popug/contracts/topology.ts'
import type { Logger } from 'pino'
import type { Database, Db } from '../db/database.ts'
import { type Checkpoint, CheckpointMoved, moveCheckpoint } from './checkpoint.ts'
import { park } from './dead-letters.ts'

/** Tries of one event before it is parked, and the milliseconds between them. */
const pauses = [20, 100, 500]
/** Events of a batch that failed which are tried together once more: one among thousands must not have all of them applied alone. */
const partSize = 100

/** What a handler wants done once its transaction has committed: relay and jobs woken. */
export type AfterCommit = () => void

export interface ApplyParts<Tables> {
  readonly topic: TopicName
  readonly database: Database<Tables>
  readonly now: () => number
  readonly log: Logger
  /** The service's handler, inside the transaction; writes its outbox rows too. */
  readonly handle: (tx: Db<Tables>, events: readonly CloudEvent[]) => Promise<AfterCommit>
  /** For the tests: called between any two steps, to die there. */
  readonly step?: (name: 'handled' | 'moved' | 'committed') => void
}

const after = (from: Checkpoint, events: readonly CloudEvent[]): Checkpoint => ({
  epoch: from.epoch,
  position: events.at(-1)?.position ?? from.position,
})

/** Not the event's fault: the database is away or busy, or another instance was faster. */
const isPassing = <Tables>(database: Database<Tables>, error: unknown): boolean =>
  error instanceof CheckpointMoved || database.dialect.isUnavailable(error) || database.dialect.isRetryable(error)

const maySucceedLater = (error: unknown): boolean =>
  !(error instanceof Refusal) || refusals[error.code].message === 'retry'

/** How batches of one topic are applied: together; in parts when that fails, and one by one in a part that fails, parking what keeps failing. */
export const applierOf = <Tables>(parts: ApplyParts<Tables>) => {
  const { topic, database, now, log, handle, step } = parts

  const together = async (events: readonly CloudEvent[], from: Checkpoint): Promise<Checkpoint> => {
    const to = after(from, events)
    const committed = await database.transaction(async (tx) => {
      const afterCommit = await handle(tx, events)
      step?.('handled')
      await moveCheckpoint(tx, topic, from, to, now())
      step?.('moved')
      return afterCommit
    })
    step?.('committed')
    committed()
    return to
  }

  const alone = async (event: CloudEvent, from: Checkpoint): Promise<Checkpoint> => {
    for (let tries = 0; ; tries++) {
      try {
        return await together([event], from)
      } catch (error) {
        if (isPassing(database, error)) throw error
        const pause = pauses[tries]
        if (pause !== undefined && maySucceedLater(error)) {
          await wait(pause)
          continue
        }
        const to = after(from, [event])
        await database.transaction(async (tx) => {
          await park(tx, topic, event, error, now())
          await moveCheckpoint(tx, topic, from, to, now())
        })
        log.error(
          { err: error, topic, event: event.id, position: event.position },
          'an event was parked in dead_letters',
        )
        return to
      }
    }
  }

  const apply = async (events: readonly CloudEvent[], from: Checkpoint, signal?: AbortSignal): Promise<Checkpoint> => {
    try {
      return await together(events, from)
    } catch (error) {
      if (isPassing(database, error)) throw error
      log.warn({ err: error, topic, events: events.length }, 'a batch failed; it is applied in parts')
    }
    let at = from
    for (let first = 0; first < events.length && !signal?.aborted; first += partSize) {
      const part = events.slice(first, first + partSize)
      if (part.length < events.length) at = await apply(part, at, signal)
      else for (const event of part) if (!signal?.aborted) at = await alone(event, at)
    }
    return at
  }
  return apply
}
