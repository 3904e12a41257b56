import { momentOrNull } from '@popug/contracts/days.ts'
import type { CloudEvent } from '@popug/contracts/events.ts'
import { logRoutes } from '@popug/contracts/log.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import { type TopicName, topics, topicsSaidBy } from '@popug/contracts/topology.ts'
import { mapPage, pageRequest } from '../db/page.ts'
import { readCheckpoint } from '../log/checkpoint.ts'
import { countLetters, listDeadLetters, settleDeadLetter } from '../log/dead-letters.ts'
import { readFeed } from '../log/feed.ts'
import { logDb } from '../log/tables.ts'
import type { RunningService } from '../service/run-service.ts'
import { wordsOf } from '../service/service.ts'
import type { World } from '../service/world.ts'
import { letterView } from './dead-letter-view.ts'
import type { Door } from './door.ts'

const { door } = wordsOf<World>()

const topicViews = async ({ definition, database }: RunningService) => {
  const db = logDb(database)
  const rows = await db.query.selectFrom('topics').selectAll().execute()
  const waiting = await db.query
    .selectFrom('outbox')
    .select(({ fn }) => ['topic' as const, fn.countAll<number | string>().as('count')])
    .where('topic', 'in', topicsSaidBy(definition.name))
    .where('firstPosition', 'is', null)
    .groupBy('topic')
    .execute()
  return rows.map(({ topic, epoch, head, published }) => ({
    topic,
    epoch,
    head,
    published,
    waiting: Number(waiting.find((row) => row.topic === topic)?.count ?? 0),
  }))
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

const subscriptionViews = async (service: RunningService) => {
  const { database, definition, subscriptions } = service
  // Before the checkpoints: who compares facts relies on it that what was replayed by then is among the effects.
  const letters = await countLetters(database)
  const rows = await logDb(database).query.selectFrom('checkpoints').select(['topic', 'updatedAt']).execute()
  return Promise.all(
    definition.subscriptions.map(async ({ topic, repeatable = false }) => {
      const { epoch, position } = await readCheckpoint(database, topic)
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
        updatedAt: momentOrNull(rows.find((row) => row.topic === topic)?.updatedAt ?? null),
        parked: letters.get(topic)?.parked ?? 0,
        replayed: letters.get(topic)?.replayed ?? 0,
        repeatable,
      }
    }),
  )
}

/** The doors that every service has: its feed, where it stands, and what it parked. */
export const logDoors = (service: RunningService): Door<World>[] => {
  const { definition, database, courier, handlers } = service
  const routes = logRoutes(definition.name)
  return [
    door(routes.readFeed, async ({ query: { topic, after = 0, limit = 1_000, epoch } }) => {
      if (!topicsSaidBy(definition.name).includes(topic))
        throw new Refusal('not_found', `${definition.name} says nothing on ${topic}`)
      return readFeed(database, definition.name, { topic, after, limit, epoch })
    }),
    door(routes.listSubscriptions, async () => ({
      items: await subscriptionViews(service),
      topics: topicsSaidBy(definition.name).length > 0 ? await topicViews(service) : [],
      courier: { kind: courier.kind, state: courier.state() },
      next: null,
    })),
    door(routes.listDeadLetters, async ({ query }) =>
      mapPage(await listDeadLetters(database, { status: query.status }, pageRequest(query, 1)), letterView),
    ),
    door(routes.replayDeadLetter, async ({ params, now }) => {
      let afterCommit = (): void => undefined
      const row = await database.transaction(async (tx) => {
        const letter = await settleDeadLetter(tx, params.id, 'replayed', now)
        const handle = handlers.get(letter.topic)
        if (!handle) throw new Refusal('not_found', `${definition.name} does not hear ${letter.topic}`)
        afterCommit = await handle(tx, [JSON.parse(letter.event) as CloudEvent])
        return letter
      })
      afterCommit()
      return letterView(row)
    }),
    door(routes.discardDeadLetter, async ({ params, now }) =>
      letterView(await database.transaction((tx) => settleDeadLetter(tx, params.id, 'discarded', now))),
    ),
  ]
}
