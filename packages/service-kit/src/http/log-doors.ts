import type { CloudEvent } from '@popug/contracts/events.ts'
import { logRoutes } from '@popug/contracts/log.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import { topicsSaidBy } from '@popug/contracts/topology.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { mapPage, pageRequest } from '../db/page.ts'
import { type DeadLetterRow, listDeadLetters, settleDeadLetter } from '../log/dead-letters.ts'
import { readFeed } from '../log/feed.ts'
import type { RunningService } from '../service/run-service.ts'
import { wordsOf } from '../service/service.ts'
import { subscriptionStandings, topicStandings } from '../service/standing.ts'
import type { World } from '../service/world.ts'
import { letterView } from './dead-letter-view.ts'
import type { Door } from './door.ts'

const { door } = wordsOf<World>()

const aboutLetter = ({ id, topic, position, reason }: DeadLetterRow) => ({
  subject: id,
  detail: { topic, position, reason },
})

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
      items: await subscriptionStandings(service),
      topics: (await topicStandings(service)).map(({ unpublished: _, ...view }) => view),
      courier: { kind: courier.kind, state: courier.state() },
      next: null,
    })),
    door(routes.listDeadLetters, async ({ query }) =>
      mapPage(await listDeadLetters(database, { status: query.status }, pageRequest(query, 1)), letterView),
    ),
    door(routes.replayDeadLetter, async ({ params, now, actor }) => {
      let afterCommit = (): void => undefined
      const row = await database.transaction(async (tx) => {
        const letter = await settleDeadLetter(tx, params.id, 'replayed', now)
        const handle = handlers.get(letter.topic)
        if (!handle) throw new Refusal('not_found', `${definition.name} does not hear ${letter.topic}`)
        afterCommit = await handle(tx, [JSON.parse(letter.event) as CloudEvent])
        await recordAudit(tx, { at: now, actorId: actor.id, action: 'dead_letter.replayed', ...aboutLetter(letter) })
        return letter
      })
      afterCommit()
      return letterView(row)
    }),
    door(routes.discardDeadLetter, async ({ params, now, actor }) => {
      const row = await database.transaction(async (tx) => {
        const letter = await settleDeadLetter(tx, params.id, 'discarded', now)
        await recordAudit(tx, { at: now, actorId: actor.id, action: 'dead_letter.discarded', ...aboutLetter(letter) })
        return letter
      })
      return letterView(row)
    }),
  ]
}
