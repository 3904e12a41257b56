import { moment, momentOrNull } from '@popug/contracts/days.ts'
import type { CloudEvent } from '@popug/contracts/events.ts'
import { logRoutes } from '@popug/contracts/log.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import { topicsSaidBy } from '@popug/contracts/topology.ts'
import { mapPage, pageRequest } from '../db/page.ts'
import { readCheckpoint } from '../log/checkpoint.ts'
import { countParked, type DeadLetterRow, listDeadLetters, settleDeadLetter } from '../log/dead-letters.ts'
import { readFeed } from '../log/feed.ts'
import { logDb } from '../log/tables.ts'
import type { RunningService } from '../service/run-service.ts'
import { wordsOf } from '../service/service.ts'
import type { World } from '../service/world.ts'
import type { Door } from './door.ts'

const { door } = wordsOf<World>()

const view = (row: DeadLetterRow) => ({
  id: row.id,
  topic: row.topic,
  position: row.position,
  type: row.type,
  event: JSON.parse(row.event) as CloudEvent,
  reason: row.reason,
  status: row.status,
  parkedAt: moment(row.parkedAt),
  settledAt: momentOrNull(row.settledAt),
})

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

const subscriptionViews = async ({ database, subscriptions }: RunningService) => {
  const parked = await countParked(database)
  const rows = await logDb(database).query.selectFrom('checkpoints').select(['topic', 'updatedAt']).execute()
  return Promise.all(
    subscriptions.map(async (subscription) => {
      const { topic } = subscription
      const { epoch, position } = await readCheckpoint(database, topic)
      const known = subscription.knownHead()
      const head = known === null ? null : Math.max(known, position)
      return {
        topic,
        epoch,
        position,
        head,
        lag: head === null ? null : head - position,
        updatedAt: momentOrNull(rows.find((row) => row.topic === topic)?.updatedAt ?? null),
        parked: parked.get(topic) ?? 0,
      }
    }),
  )
}

/** The doors that every service has: its feed, where it stands, and what it parked. */
export const logDoors = (service: RunningService): Door<World>[] => {
  const { definition, database, courier, handlers } = service
  const routes = logRoutes(definition.name)
  return [
    door(routes.readFeed, async ({ query: { topic, after = 0, limit = 1_000 } }) => {
      if (!topicsSaidBy(definition.name).includes(topic))
        throw new Refusal('not_found', `${definition.name} says nothing on ${topic}`)
      return readFeed(database, definition.name, { topic, after, limit })
    }),
    door(routes.listSubscriptions, async () => ({
      items: await subscriptionViews(service),
      topics: topicsSaidBy(definition.name).length > 0 ? await topicViews(service) : [],
      courier: { kind: courier.kind, state: courier.state() },
      next: null,
    })),
    door(routes.listDeadLetters, async ({ query }) =>
      mapPage(await listDeadLetters(database, { status: query.status }, pageRequest(query, 1)), view),
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
      return view(row)
    }),
    door(routes.discardDeadLetter, async ({ params, now }) =>
      view(await database.transaction((tx) => settleDeadLetter(tx, params.id, 'discarded', now))),
    ),
  ]
}
