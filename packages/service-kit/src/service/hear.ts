import type { CloudEvent, EventKind } from '@popug/contracts/events.ts'
import { systemActorId } from '@popug/contracts/ids.ts'
import { logRoutes } from '@popug/contracts/log.ts'
import { topics } from '@popug/contracts/topology.ts'
import { versionsOf } from '@popug/contracts/versions.ts'
import type { ValidateFunction } from 'ajv'
import type { Db } from '../db/database.ts'
import type { Actor } from '../http/session.ts'
import { compileSchema } from '../http/validation.ts'
import { type AfterCommit, applierOf } from '../log/apply.ts'
import { moveCheckpoint, readCheckpoint } from '../log/checkpoint.ts'
import type { Courier } from '../log/courier.ts'
import { Emission } from '../log/outbox.ts'
import { type Subscription, startSubscription } from '../log/subscription.ts'
import type { Heard, SubscriptionDefinition } from './service.ts'
import type { SessionParts } from './session.ts'
import type { World } from './world.ts'

/** An event that does not fit its contract. */
class MalformedEvent extends Error {
  override readonly name = 'MalformedEvent'
}

const validators = new WeakMap<EventKind, ValidateFunction>()
const validatorOf = (kind: EventKind): ValidateFunction => {
  const validate = validators.get(kind) ?? compileSchema(kind.data)
  validators.set(kind, validate)
  return validate
}

/**
 * Turns what travelled into what handlers see: each event in the newest version of its kind, held to the version that it was
 * said in. Throws `MalformedEvent`, and passes over kinds that are not understood.
 */
const understand = (kinds: readonly EventKind[], events: readonly CloudEvent[]): Heard<string, unknown>[] => {
  const known = new Map(
    kinds.flatMap(({ type, ...kind }) =>
      versionsOf({ type, ...kind }).map((version) => [
        version.kind.type,
        { type, asHeard: version.asHeard, validate: validatorOf(version.kind) },
      ]),
    ),
  )
  const heard: Heard<string, unknown>[] = []
  for (const { id, type, position, time, data } of events) {
    const version = known.get(type)
    if (!version) continue
    const { validate } = version
    if (!validate(data)) {
      const [error] = validate.errors ?? []
      throw new MalformedEvent(`${type} ${id}: ${error?.instancePath ?? ''} ${error?.message ?? 'does not fit'}`)
    }
    heard.push({ id, type: version.type, position, at: Date.parse(time), data: version.asHeard(data) })
  }
  return heard
}

/** How a service's handler runs within the transaction of its subscription; answers what to do after the commit. */
export const handlerOf =
  <W extends World>(parts: SessionParts<W>, actor: Actor, definition: SubscriptionDefinition<W>) =>
  async (tx: Db<W['tables']>, events: readonly CloudEvent[]): Promise<AfterCommit> => {
    const heard = understand(definition.kinds, events)
    const [first] = events
    if (!first || heard.length === 0) return nothing
    const now = parts.clock.now()
    const correlationId =
      events.length === 1 ? (first.correlationid ?? first.id) : `${definition.topic}:${first.position}`
    const emission = new Emission(now, parts.topicsSaid)
    const jobs = new Set<string>()
    await definition.apply(
      { ...parts.setting, db: tx, now, actor, correlationId, emit: emission.emit, wake: (job) => jobs.add(job) },
      heard,
    )
    await emission.write(tx, correlationId, first.traceparent ?? null)
    if (emission.spoke) jobs.add('relay')
    return () => jobs.forEach(parts.wake)
  }

const nothing = (): void => undefined

/** Starts one of a service's subscriptions: feed, checkpoint and handler put together. */
export const startHearing = <W extends World>(
  parts: SessionParts<W>,
  actor: Actor,
  definition: SubscriptionDefinition<W>,
  courier: Pick<Courier, 'state'>,
): Subscription => {
  const { topic } = definition
  const { database, clock, neighbours, setting } = parts
  const log = setting.log.child({ topic })
  const { readFeed } = logRoutes(topics[topic].speaker)
  return startSubscription({
    topic,
    log,
    isCourierDown: () => courier.state() === 'down',
    readFeed: async (after, limit, epoch) => neighbours.call(readFeed, { query: { topic, after, limit, epoch } }),
    readCheckpoint: () => readCheckpoint(database, topic),
    enterEpoch: (from, to) => database.transaction((tx) => moveCheckpoint(tx, topic, from, to, clock.now())),
    apply: applierOf({ topic, database, now: () => clock.now(), log, handle: handlerOf(parts, actor, definition) }),
  })
}

/** The actor that a service is in its own handlers and jobs. */
export const serviceActor = (name: Extract<Actor, { kind: 'service' }>['name']): Actor => ({
  kind: 'service',
  id: systemActorId,
  name,
})
