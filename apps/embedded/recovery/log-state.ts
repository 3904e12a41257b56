import { setTimeout as wait } from 'node:timers/promises'
import { type LogStanding, logRoutes } from '@popug/contracts/log.ts'
import { type ServiceName, serviceNames, type TopicName, topics } from '@popug/contracts/topology.ts'
import type { Person } from '../person.ts'

/** Where every service stands on what it says and hears. */
export type LogState = ReadonlyMap<ServiceName, LogStanding>

/** Asks all services where they stand. */
export const readLogState = async (admin: Person): Promise<LogState> => {
  const state = new Map<ServiceName, LogStanding>()
  for (const service of serviceNames) state.set(service, await admin.call(logRoutes(service).listSubscriptions))
  return state
}

/** What a speaker tells of its topic. */
export const topicIn = (state: LogState, topic: TopicName) => {
  const found = state.get(topics[topic].speaker)?.topics.find((one) => one.topic === topic)
  if (!found) throw new Error(`${topics[topic].speaker} tells nothing of ${topic}`)
  return found
}

/** What a listener tells of its subscription. */
export const subscriptionIn = (state: LogState, listener: ServiceName, topic: TopicName) => {
  const found = state.get(listener)?.items.find((one) => one.topic === topic)
  if (!found) throw new Error(`${listener} tells nothing of ${topic}`)
  return found
}

/** What keeps the log from being at rest: listeners that do not stand at their speaker's head, rows without a position. */
export const unrest = (state: LogState): string[] => {
  const found: string[] = []
  for (const [service, { items, topics: said }] of state) {
    for (const { topic, waiting } of said)
      if (waiting > 0) found.push(`${service}: ${waiting} outbox rows of ${topic} wait for a position`)
    for (const { topic, epoch, position } of items) {
      const speaker = topicIn(state, topic)
      if (epoch !== speaker.epoch)
        found.push(`${service} stands in epoch ${epoch} of ${topic}, not in ${speaker.epoch}`)
      else if (position !== speaker.head)
        found.push(`${service} stands at ${position} of ${topic}, not at ${speaker.head}`)
    }
  }
  return found
}

/** Looks until the log is at rest, at most so many milliseconds; answers the last look. */
export const waitForRest = async (admin: Person, within: number): Promise<LogState> => {
  const deadline = Date.now() + within
  for (;;) {
    const state = await readLogState(admin)
    if (unrest(state).length === 0 || Date.now() >= deadline) return state
    await wait(100)
  }
}
