import type { CloudEvent } from '@popug/contracts/events.ts'
import type { ServiceName, TopicName } from '@popug/contracts/topology.ts'
import type { Logger } from 'pino'
import type { Database } from '../db/database.ts'
import { startLoop } from '../jobs/loop.ts'
import { readFeed } from '../log/feed.ts'
import { type LogPositions, readPositions } from '../log/positions.ts'

/** What has moved since the last look. */
export interface Change {
  /** Where the database stands now. */
  readonly place: string
  /** Those whom it concerns by name; null where that is not known. */
  readonly userIds: ReadonlySet<string> | null
}

export interface LogWatch {
  /** Has a listener told of every change from now on; answers how to leave. */
  listen(listener: (change: Change) => void): () => void
  /** Where the database stands. */
  place(): Promise<string>
  stop(): Promise<void>
}

export interface LogWatchParts {
  readonly service: ServiceName
  readonly database: Database<object>
  readonly log: Logger
  /** Milliseconds between two looks while somebody listens. */
  readonly every?: number
}

/** Events that are read to know whom they concern; where more came at once it is taken to be everybody. */
const mostRead = 500

const sum = (places: ReadonlyMap<TopicName, number>): number => [...places.values()].reduce((all, one) => all + one, 0)
const placeOf = ({ heads, checkpoints }: LogPositions): string => `t${sum(heads)}.c${sum(checkpoints)}`

const concerned = ({ data }: CloudEvent): string | undefined => {
  const { userId } = data as { userId?: unknown }
  return typeof userId === 'string' ? userId : undefined
}

/**
 * Watches what a service says and hears by looking at its own database, so that each instance notices what any other did.
 * It looks only while somebody listens, once for all of them.
 */
export const watchLog = ({ service, database, log, every = 400 }: LogWatchParts): LogWatch => {
  const listeners = new Set<(change: Change) => void>()
  let last: LogPositions | undefined

  const whom = async (before: LogPositions, after: LogPositions): Promise<ReadonlySet<string> | null> => {
    if (sum(before.checkpoints) !== sum(after.checkpoints)) return null
    const userIds = new Set<string>()
    for (const [topic, head] of after.heads) {
      const from = before.heads.get(topic) ?? 0
      if (head === from) continue
      if (head < from || head - from > mostRead) return null
      const { items } = await readFeed(database, service, { topic, after: from, limit: mostRead })
      for (const event of items) {
        const userId = concerned(event)
        if (userId === undefined) return null
        userIds.add(userId)
      }
    }
    return userIds
  }

  const look = async (): Promise<undefined> => {
    if (listeners.size === 0) {
      last = undefined
      return
    }
    const now = await readPositions(database)
    const before = last
    const moved = before !== undefined && placeOf(before) !== placeOf(now)
    const userIds = moved ? await whom(before, now) : null
    // Only now: where reading whom it concerns fails, the next look finds the same change again.
    last = now
    if (!moved) return
    const change = { place: placeOf(now), userIds }
    for (const listener of listeners) listener(change)
  }
  const loop = startLoop({ name: `watch ${service}`, every, log, run: look })

  return {
    listen: (listener) => {
      listeners.add(listener)
      loop.wake()
      return () => listeners.delete(listener)
    },
    place: async () => placeOf(await readPositions(database)),
    stop: () => loop.stop(),
  }
}
