import type { CloudEvent } from '@popug/contracts/events.ts'
import { logRoutes } from '@popug/contracts/log.ts'
import { foundMissing, operationRoutes } from '@popug/contracts/operations.ts'
import { invalid, Refusal } from '@popug/contracts/refusals.ts'
import { type TopicName, topics, topicsSaidBy } from '@popug/contracts/topology.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { lockCheckpoint, readCheckpoint, setCheckpointBack } from '../log/checkpoint.ts'
import { countLetters, findParked, park } from '../log/dead-letters.ts'
import { verifyLog } from '../log/verify-log.ts'
import type { Neighbours } from '../neighbours.ts'
import type { RunningService } from '../service/run-service.ts'
import { wordsOf } from '../service/service.ts'
import type { World } from '../service/world.ts'
import { letterView } from './dead-letter-view.ts'
import type { Door } from './door.ts'

const { door } = wordsOf<World>()

/** Events of a topic by position, a request to the speaker for each contiguous run of them. */
const readEvents = async (
  neighbours: Neighbours,
  topic: TopicName,
  positions: readonly number[],
): Promise<{ epoch: number; events: CloudEvent[] }> => {
  const { readFeed } = logRoutes(topics[topic].speaker)
  const wanted = [...positions].sort((one, other) => one - other)
  const events: CloudEvent[] = []
  let epoch = 0
  for (let from = 0; from < wanted.length; ) {
    const first = wanted[from] as number
    let length = 1
    while (wanted[from + length] === first + length) length += 1
    const page = await neighbours.call(readFeed, { query: { topic, after: first - 1, limit: length } })
    const position = first + page.items.length
    if (page.items.length < length)
      throw invalid('/body/positions', 'not_said_yet', `nothing was said at ${position}`, { position })
    events.push(...page.items)
    epoch = page.epoch
    from += length
  }
  return { epoch, events }
}

/** The doors by which a service is checked and mended. */
export const operationDoors = (service: RunningService): Door<World>[] => {
  const { definition, database } = service
  const routes = operationRoutes(definition.name)
  const { verify = async () => [], facts = {} } = definition

  const hears = (topic: TopicName) => {
    const found = definition.subscriptions.find((one) => one.topic === topic)
    if (!found) throw new Refusal('not_found', `${definition.name} does not hear ${topic}`)
    return found
  }

  return [
    door(routes.verify, async (call) => {
      const said = topicsSaidBy(definition.name).length > 0 ? [await verifyLog(database)] : []
      return { items: [...(await verify(call)), ...said] }
    }),

    door(routes.listFacts, async (call) => {
      const { kind, ...asked } = call.query
      const list = Object.hasOwn(facts, kind) ? facts[kind] : undefined
      if (!list) throw new Refusal('not_found', `${definition.name} knows nothing of the kind ${kind}`)
      return list(call, asked)
    }),

    door(routes.parkEvents, async ({ params: { topic }, body: { positions, replayed }, neighbours, now, actor }) => {
      hears(topic)
      const { position } = await readCheckpoint(database, topic)
      const beyond = positions.find((one) => one > position)
      if (beyond !== undefined)
        throw invalid('/body/positions', 'not_heard_yet', `${beyond} has not been heard yet: it will be`, {
          position: beyond,
        })
      const { epoch, events } = await readEvents(neighbours, topic, positions)
      const letters = await database.transaction(async (tx) => {
        const checkpoint = await lockCheckpoint(tx, topic)
        const counts = (await countLetters(tx)).get(topic)
        // What was replayed since the lack was seen may be just what was lacking: applying it again would double it.
        if (checkpoint.epoch !== epoch || checkpoint.position < position || (counts?.replayed ?? 0) !== replayed)
          throw new Refusal('log_moved_on')
        const before = new Set((await findParked(tx, topic, positions)).map((letter) => letter.position))
        for (const event of events) if (!before.has(event.position)) await park(tx, topic, event, foundMissing, now)
        const detail = { topic, position: Math.min(...positions), count: positions.length }
        await recordAudit(tx, { at: now, actorId: actor.id, action: 'events.parked', subject: topic, detail })
        return findParked(tx, topic, positions)
      })
      return { items: letters.map(letterView) }
    }),

    door(routes.rewind, async ({ params: { topic }, body: { position }, now, actor }) => {
      if (!hears(topic).repeatable) throw new Refusal('not_repeatable')
      const from = await database.transaction(async (tx) => {
        const detail = { topic, position }
        await recordAudit(tx, { at: now, actorId: actor.id, action: 'events.rewound', subject: topic, detail })
        return setCheckpointBack(tx, topic, position, now)
      })
      service.subscriptions.find((one) => one.topic === topic)?.checkTail()
      return { from: from.position, to: position }
    }),
  ]
}
