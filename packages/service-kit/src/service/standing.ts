import { momentOrNull } from '@popug/contracts/days.ts'
import { logRoutes } from '@popug/contracts/log.ts'
import { type TopicName, topics, topicsSaidBy } from '@popug/contracts/topology.ts'
import { readCheckpoints } from '../log/checkpoint.ts'
import { countLetters } from '../log/dead-letters.ts'
import { logDb } from '../log/tables.ts'
import type { RunningService } from './run-service.ts'

/** How far each topic that a service says has been numbered and published; `waiting` in rows, `unpublished` in events. */
export const topicStandings = async ({ definition, database }: Pick<RunningService, 'definition' | 'database'>) => {
  const said = topicsSaidBy(definition.name)
  if (said.length === 0) return []
  const db = logDb(database)
  const unnumbered = await db.query
    .selectFrom('outbox')
    .select(({ fn }) => [
      'topic' as const,
      fn.countAll<number | string>().as('rows'),
      fn.sum<number | string>('count').as('events'),
    ])
    .where('topic', 'in', said)
    .where('firstPosition', 'is', null)
    .groupBy('topic')
    .execute()
  // After what has no position yet: a row that gets one in between is counted twice rather than not at all.
  const rows = await db.query.selectFrom('topics').selectAll().execute()
  return rows.map(({ topic, epoch, head, published }) => {
    const waits = unnumbered.find((row) => row.topic === topic)
    const unpublished = Math.max(0, head - published) + Number(waits?.events ?? 0)
    return { topic, epoch, head, published, waiting: Number(waits?.rows ?? 0), unpublished }
  })
}

/** Milliseconds that a speaker has to say when its oldest event that was not applied was said. */
const askingTime = 1_000

const secondsBehind = async (
  { neighbours, clock }: RunningService,
  topic: TopicName,
  { position, lag }: { readonly position: number; readonly lag: number | null },
): Promise<number | null> => {
  if (lag === null || lag === 0) return lag
  const { readFeed } = logRoutes(topics[topic].speaker)
  try {
    const query = { topic, after: position, limit: 1 }
    const { items } = await neighbours.call(readFeed, { query, timeout: askingTime })
    const [oldest] = items
    return oldest ? Math.max(0, Math.round((clock.now() - Date.parse(oldest.time)) / 1000)) : 0
  } catch {
    return null
  }
}

/** Where a service stands on each topic that it hears, and what it put aside. */
export const subscriptionStandings = async (service: RunningService) => {
  const { database, definition, subscriptions } = service
  // Before the checkpoints: who compares facts relies on it that what was replayed by then is among the effects.
  const letters = await countLetters(database)
  const checkpoints = await readCheckpoints(database)
  return Promise.all(
    definition.subscriptions.map(async ({ topic, repeatable = false }) => {
      const { epoch, position, updatedAt } = checkpoints.get(topic) ?? { epoch: 1, position: 0, updatedAt: null }
      const known = subscriptions.find((one) => one.topic === topic)?.knownHead() ?? null
      const head = known === null ? null : Math.max(known, position)
      const lag = head === null ? null : head - position
      return {
        topic,
        epoch,
        position,
        head,
        lag,
        lagSeconds: await secondsBehind(service, topic, { position, lag }),
        updatedAt: momentOrNull(updatedAt),
        parked: letters.get(topic)?.parked ?? 0,
        replayed: letters.get(topic)?.replayed ?? 0,
        repeatable,
      }
    }),
  )
}
