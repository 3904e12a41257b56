import { setTimeout as wait } from 'node:timers/promises'
import { accountRoutes } from '@popug/contracts/accounts.ts'
import type { Day } from '@popug/contracts/days.ts'
import { expect, it } from 'vitest'
import { until } from '../system/company.ts'
import { readLedger } from '../system/recount.ts'
import { expectPaidOnce } from './paid-once.ts'
import { serversOf, servicesOf } from './parts.ts'
import type { Stage } from './stage.ts'

const patience = 240_000
/** Those through whose hands a payout goes. */
const involved = ['accounts', 'billing', 'mailer', 'RabbitMQ', 'MariaDB', 'nginx', 'the bank']

/** Days that are closed amid kills, and by two clocks at once. */
export const closings = (stage: () => Stage): void => {
  const lastDay = async (): Promise<Day> => (await readLedger(stage().company)).at(-1)?.day ?? ''

  it('closes a day amid kills: each payout charged once, announced once', { timeout: patience }, async () => {
    const { system, company, chance, living } = stage()
    const day = await lastDay()
    let closed = false
    const close = async (): Promise<void> => {
      while (!closed) {
        const answer = await company.accountant.answer(accountRoutes.closeDay, { params: { day } }).catch(() => null)
        closed = answer?.status === 200
        await answer?.body?.cancel()
        if (!closed) await wait(100)
      }
    }
    await living('closing', async () => {
      // Two accountants who press at once, and again until they are told that it is done.
      const closing = Promise.all([close(), close()])
      const parts = [...servicesOf(system), ...serversOf(system)].filter(({ name }) => involved.includes(name))
      for (const part of chance.shuffled(parts)) {
        await wait(chance.between(0, 400))
        await part.kill()
        await wait(chance.between(0, 300))
        await part.start()
      }
      await closing
    })
    await expectPaidOnce(company, day)
  })

  it('closes a day by schedule once, though two processes have the same clock', { timeout: patience }, async () => {
    const { system, company, living } = stage()
    // What was posted since stands on the day after the closed one, which has begun where the sun rises first.
    const day = await lastDay()
    const schedule = { DAY_CLOSING: 'schedule', DAY_CLOSES_AT: '00:00', BUSINESS_TIME_ZONE: 'Etc/GMT-14' }
    const ofDay = { params: { day } }
    expect(await company.executive.call(accountRoutes.getDay, ofDay)).toMatchObject({ status: 'open', payouts: 0 })
    await living('schedule', async () => {
      const both = system.instances('accounts')
      await Promise.all(both.map((instance) => instance.kill()))
      for (const instance of both) instance.start(schedule)
      await system.ready()
      await until('the day is closed by itself', async () => {
        return (await company.executive.call(accountRoutes.getDay, ofDay)).status === 'closed'
      })
    })
    await expectPaidOnce(company, day)
  })
}
