import { setTimeout as wait } from 'node:timers/promises'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { it } from 'vitest'
import { readLedger } from '../system/recount.ts'
import { expectSound, waitForRest } from './nothing-lost.ts'
import { type Part, processesOf, serversOf } from './parts.ts'
import { startOrders } from './scale.ts'
import type { Stage } from './stage.ts'

const patience = 120_000

/** Everything starts in orders of chance, and in the worst: whoever needs something first, what is needed last. */
export const starting = (stage: () => Stage): void => {
  const startIn = async (order: (parts: Part[]) => Part[]): Promise<void> => {
    const { system, company, chance } = stage()
    await system.kill()
    const parts = order([...processesOf(system), ...serversOf(system)])
    console.log(`started: ${parts.map(({ name }) => name).join(', ')}`)
    for (const part of parts) {
      await part.start()
      await wait(chance.between(0, 200))
    }
    await system.ready()
    const { id } = await company.manager.call(taskRoutes.createTask, { body: { title: 'The first of the day' } })
    await waitForRest(company)
    const fees = (await readLedger(company)).filter(({ kind, taskId }) => kind === 'fee' && taskId === id)
    if (fees.length !== 1) throw new Error(`${fees.length} fees for task ${id}`)
    await expectSound(company)
  }

  it(`reach ready in orders of chance, and work (${startOrders})`, { timeout: startOrders * patience }, async () => {
    for (let order = 0; order < startOrders; order++) await startIn((parts) => stage().chance.shuffled(parts))
  })

  it('reach ready when RabbitMQ, the database and nginx come last, and work', { timeout: patience }, () =>
    startIn((parts) => parts),
  )
}
