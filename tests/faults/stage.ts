import { setTimeout as wait } from 'node:timers/promises'
import { billingRoutes } from '@popug/contracts/billing.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { serviceNames } from '@popug/contracts/topology.ts'
import { type Company, foundCompany, until } from '../system/company.ts'
import { type ComposedSystem, startComposedSystem } from '../system/composed.ts'
import { type Chance, chance } from './chance.ts'
import { expectNothingLost } from './nothing-lost.ts'
import { type Acknowledged, nothingAcknowledged, press } from './pressing.ts'

const performers = 6
const tasksAtFirst = 200

/** A composed company, two processes of every service, that lives through everything such a system can meet. */
export interface Stage {
  readonly system: ComposedSystem
  /** Signed in once: sessions, too, outlive whatever happens. */
  readonly company: Company
  readonly chance: Chance
  readonly known: Acknowledged
  /** Lets people press during a fault and a moment after it; then all is up again, and everything must be there. */
  living(mark: string, fault: () => Promise<unknown>): Promise<void>
}

/** Starts the system, and founds its company with cards and tasks. */
export const openStage = async (suite: string): Promise<Stage> => {
  const system = await startComposedSystem({
    copies: Object.fromEntries(serviceNames.map((service) => [service, 2])),
    // Days end late here, so that elsewhere a day after the last closed one has begun: `schedule.ts`.
    env: { REASSIGN_CHUNK: '50', BUSINESS_TIME_ZONE: 'Etc/GMT+12' },
  })
  const known = nothingAcknowledged()
  const chances = chance(suite)
  const settle = async (): Promise<Company> => {
    const company = await foundCompany(system, performers)
    for (const performer of company.performers)
      await performer.call(billingRoutes.putMyCard, { body: { number: '4242424242424242' } })
    const lines = Array.from({ length: tasksAtFirst }, (_, index) => `Task ${index}`)
    const { id } = await company.manager.call(taskRoutes.createImport, { body: ['title', ...lines].join('\r\n') })
    await until(
      'the tasks are imported',
      async () => (await company.manager.call(taskRoutes.getImport, { params: { id } })).status === 'done',
    )
    return company
  }
  const company = await settle().catch(async (error) => {
    await system.remove()
    throw error
  })

  return {
    system,
    company,
    chance: chances,
    known,
    living: async (mark, fault) => {
      const pressing = press(company, known, mark)
      try {
        await wait(chances.between(300, 800))
        await fault()
        await system.ready()
        await wait(500)
      } finally {
        await pressing.stop()
      }
      try {
        const arrived = await expectNothingLost(company, known)
        console.log(`${mark}: everything had arrived ${arrived} ms after the last event`)
      } catch (error) {
        console.log(system.printed().slice(-10_000))
        throw error
      }
    },
  }
}
