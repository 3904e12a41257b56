import { accountRoutes } from '@popug/contracts/accounts.ts'
import { analyticsRoutes } from '@popug/contracts/analytics.ts'
import { authRoutes } from '@popug/contracts/auth.ts'
import { billingRoutes } from '@popug/contracts/billing.ts'
import { mailerRoutes } from '@popug/contracts/mailer.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { type ServiceName, serviceNames } from '@popug/contracts/topology.ts'
import { expect, it } from 'vitest'
import { until } from '../system/company.ts'
import { readLedger } from '../system/recount.ts'
import { expectSound, waitForRest } from './nothing-lost.ts'
import { partOf, without } from './parts.ts'
import type { Stage } from './stage.ts'

const patience = 120_000
/** Milliseconds that a page may take while something else is away: what it cannot know it does not wait for. */
const answersWithin = 4_000

/** One part after the other is away, and the others do what they can. */
export const absences = (stage: () => Stage): void => {
  /** What each service's first page asks of it. */
  const pageOf = (service: ServiceName): Promise<Response> => {
    const { admin, manager, accountant, executive } = stage().company
    const parts = { query: { limit: 1 }, timeout: answersWithin }
    switch (service) {
      case 'auth':
        return admin.answer(authRoutes.listUsers, parts)
      case 'tasks':
        return manager.answer(taskRoutes.listTasks, parts)
      case 'accounts':
        return accountant.answer(accountRoutes.listAccounts, parts)
      case 'billing':
        return accountant.answer(billingRoutes.listPayouts, parts)
      case 'mailer':
        return accountant.answer(mailerRoutes.listMails, parts)
      case 'analytics':
        return executive.answer(analyticsRoutes.listDayStatistics, parts)
    }
  }
  const codeOf = async (answer: Response): Promise<unknown> => ((await answer.json()) as { code?: unknown }).code

  const expectPages = async (away: readonly ServiceName[]): Promise<void> => {
    for (const service of serviceNames) {
      const answer = await pageOf(service)
      if (away.includes(service)) expect([answer.status, await codeOf(answer)], service).toEqual([503, 'unavailable'])
      else expect(answer.status, service).toBe(200)
    }
  }
  const createTask = async (): Promise<string> => {
    const body = { title: 'While somebody is away' }
    const { id } = await stage().company.manager.call(taskRoutes.createTask, { body, timeout: answersWithin })
    return id
  }
  const isCharged = async (id: string): Promise<boolean> =>
    (await readLedger(stage().company)).some(({ kind, taskId }) => kind === 'fee' && taskId === id)

  it.each(serviceNames)(
    '%s is away: the others answer and work, and it hears all when it is back',
    {
      timeout: patience,
    },
    async (service) => {
      const { system, company } = stage()
      const part = partOf(service, system.instances(service))
      await part.kill()
      await expectPages([service])
      const id = service === 'tasks' ? null : await createTask()
      if (id && service !== 'accounts') await until('the fee is charged', () => isCharged(id), 10_000)
      await part.start()
      await system.ready()
      await waitForRest(company)
      if (id) expect(await isCharged(id)).toBe(true)
      await expectSound(company)
    },
  )

  it('RabbitMQ is away: all answer and work, at the pace of the feeds', { timeout: patience }, async () => {
    const { system, company } = stage()
    await without(system, { name: 'RabbitMQ', ...system.rabbitmq }, async () => {
      await expectPages([])
      const id = await createTask()
      await until('the fee is charged', () => isCharged(id), 10_000)
      await waitForRest(company)
    })
    await expectSound(company)
  })

  it('the database is away: every service says so at once, lives on, and works when it is back', {
    timeout: patience,
  }, async () => {
    const { system, company } = stage()
    await without(system, { name: 'MariaDB', ...system.mariadb }, async () => {
      await expectPages(serviceNames)
      for (const instance of serviceNames.flatMap((service) => system.instances(service))) {
        expect(await instance.isAlive(), instance.name).toBe(true)
        expect(await instance.isReady(), instance.name).toBe(false)
      }
    })
    const id = await createTask()
    await waitForRest(company)
    expect(await isCharged(id)).toBe(true)
    await expectSound(company)
  })
}
