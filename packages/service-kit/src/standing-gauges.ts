import { Counter, Gauge, type Registry } from 'prom-client'
import type { RunningService } from './service/run-service.ts'
import { subscriptionStandings, topicStandings } from './service/standing.ts'

/** Milliseconds that a database has to say how its service stands; Prometheus itself waits for 10 seconds. */
const patience = 4_000

/** Rejects when work has not ended within `patience`. */
const inTime = <T>(work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patience} ms`)), patience)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/**
 * Registers what tells how services stand: database, courier, topics, subscriptions, jobs. Answers how to bring all of it
 * up to now. Of a service whose database does not answer, what it would have told is left out.
 */
export const standingGauges = (registry: Registry, services: readonly RunningService[]): (() => Promise<void>) => {
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Gauge({ name, help, labelNames, registers: [registry] })

  const database = gauge('popug_database_up', 'Whether the database of a service answers', ['service'])
  const courier = gauge('popug_courier_up', 'Whether a service reaches its courier', ['service', 'kind'])
  const spoken = ['service', 'topic'] as const
  const said = {
    head: gauge('popug_topic_head', 'Position of the last event that was said', [...spoken]),
    published: gauge('popug_topic_published', 'Position of the last event that the courier took', [...spoken]),
    unpublished: gauge('popug_outbox_unpublished_events', 'Events said that the courier has not taken', [...spoken]),
  }
  const heard = {
    position: gauge('popug_subscription_position', 'Position of the last event that was applied', [...spoken]),
    lag: gauge('popug_subscription_lag_events', 'Events said that were not applied', [...spoken]),
    lagSeconds: gauge('popug_subscription_lag_seconds', 'Age of the oldest event not applied', [...spoken]),
    parked: gauge('popug_dead_letters_parked', 'Events put aside that nobody has settled', [...spoken]),
  }
  const failures = new Counter({
    name: 'popug_job_failures_total',
    help: 'Failures of background jobs since the start',
    labelNames: ['service', 'name'],
    registers: [registry],
  })

  const look = async (running: RunningService): Promise<void> => {
    const service = running.definition.name
    courier.set({ service, kind: running.courier.kind }, running.courier.state() === 'up' ? 1 : 0)
    for (const [name, count] of running.failures) failures.inc({ service, name }, count)
    try {
      const [topics, subscriptions] = await inTime(
        Promise.all([topicStandings(running), subscriptionStandings(running), running.database.ping()]),
      )
      for (const { topic, head, published, unpublished } of topics) {
        said.head.set({ service, topic }, head)
        said.published.set({ service, topic }, published)
        said.unpublished.set({ service, topic }, unpublished)
      }
      for (const { topic, position, lag, lagSeconds, parked } of subscriptions) {
        heard.position.set({ service, topic }, position)
        heard.parked.set({ service, topic }, parked)
        // Of a speaker that does not answer nobody knows how far it has come.
        if (lag !== null) heard.lag.set({ service, topic }, lag)
        if (lagSeconds !== null) heard.lagSeconds.set({ service, topic }, lagSeconds)
      }
      database.set({ service }, 1)
    } catch (error) {
      database.set({ service }, 0)
      running.log.debug({ err: error }, 'its database did not say how it stands')
    }
  }

  return async () => {
    for (const one of [database, courier, ...Object.values(said), ...Object.values(heard), failures]) one.reset()
    await Promise.all(services.map(look))
  }
}
