import { logRoutes } from '@popug/contracts/log.ts'
import { serviceNames } from '@popug/contracts/topology.ts'
import type { Person } from './person.ts'

/** Whether every listener stands at its speaker's head, as the operations routes tell an admin. */
export const isAllApplied = async (admin: Person): Promise<boolean> => {
  const heads = new Map<string, number>()
  const positions: [string, number][] = []
  for (const service of serviceNames) {
    const { items, topics } = await admin.call(logRoutes(service).listSubscriptions)
    for (const { topic, head, waiting } of topics) {
      if (waiting > 0) return false
      heads.set(topic, head)
    }
    for (const { topic, position } of items) positions.push([topic, position])
  }
  return positions.every(([topic, position]) => position === heads.get(topic))
}
