import { type TopicName, topicsSaidBy } from '@popug/contracts/topology.ts'
import { readCheckpoint } from '../log/checkpoint.ts'
import { logDb } from '../log/tables.ts'
import type { RunningService } from './run-service.ts'

/** The heads of all topics that these services say; null while something said has no position yet. */
const headsOf = async (services: readonly RunningService[]): Promise<Map<TopicName, number> | null> => {
  const heads = new Map<TopicName, number>()
  for (const { definition, database } of services) {
    if (topicsSaidBy(definition.name).length === 0) continue
    const { query } = logDb(database)
    const unnumbered = query.selectFrom('outbox').select('id').where('firstPosition', 'is', null).limit(1)
    if ((await unnumbered.execute()).length > 0) return null
    for (const { topic, head } of await query.selectFrom('topics').select(['topic', 'head']).execute())
      heads.set(topic, head)
  }
  return heads
}

/** Whether everything that these services said has been applied by all of them that hear it. */
export const isSettled = async (services: readonly RunningService[]): Promise<boolean> => {
  const heads = await headsOf(services)
  if (!heads) return false
  for (const { definition, database } of services) {
    for (const { topic } of definition.subscriptions) {
      const { position } = await readCheckpoint(database, topic)
      if (position < (heads.get(topic) ?? 0)) return false
    }
  }
  // A listener may have said something while we looked.
  const after = await headsOf(services)
  return after !== null && [...after].every(([topic, head]) => heads.get(topic) === head)
}
