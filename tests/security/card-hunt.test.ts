import { accountRoutes } from '@popug/contracts/accounts.ts'
import { billingRoutes, sandboxCards } from '@popug/contracts/billing.ts'
import { logRoutes } from '@popug/contracts/log.ts'
import { operationRoutes } from '@popug/contracts/operations.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { serviceNames } from '@popug/contracts/topology.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, companyPassword, foundCompany, until } from '../system/company.ts'
import type { System } from '../system/system.ts'
import { cardHunter } from './card-hunter.ts'
import { manyCardNumbers } from './card-numbers.ts'
import { readEverything } from './read-everything.ts'
import { startWatchedSystem, type WatchedSystem } from './watched-system.ts'

const noon = Date.UTC(2026, 4, 20, 12)
const hour = 3_600_000
/** Milliseconds that the bank or a neighbour has to answer, and as many to write that down. */
const patience = 2_000
const crowd = 50
/** Paydays, before each of which everyone names another card. */
const rounds = 4

const numbers = [
  ...sandboxCards.map(({ number }) => number),
  ...manyCardNumbers(crowd * rounds - sandboxCards.length),
] as string[]
const grouped = (number: string): string => number.replace(/\d{4}(?=\d)/g, '$& ')
const mistyped = (number: string): string => number.slice(0, -1) + ((Number(number.at(-1)) + 1) % 10)

describe('two hundred cards in a system that lives through its days', () => {
  let watched: WatchedSystem
  let company: Company
  const days: string[] = []
  const { find } = cardHunter(numbers)

  beforeAll(async () => {
    watched = await startWatchedSystem(noon)
    company = await foundCompany(watched.system as System, crowd)
  }, 240_000)
  afterAll(() => watched?.remove())

  /** Names a card for each performer, not without mistakes on the way. */
  const nameCards = async (cards: readonly string[]): Promise<void> => {
    for (const [index, performer] of company.performers.entries()) {
      const number = cards[index] ?? ''
      const put = (body: object): Promise<Response> =>
        performer.answer(billingRoutes.putMyCard, { body: body as { number: string } })
      const password = companyPassword
      if (index % 5 === 0) {
        const refused = [
          await put({ number: mistyped(number), password }),
          await put({ number, password, cvc: '123' }),
          await put({ number: Number(number), password }),
          await put({ number, password: 'not mine' }),
        ]
        expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 403])
      }
      if (index % 7 === 3) await performer.call(billingRoutes.deleteMyCard, { body: { password } })
      const isTyped = index % 2 === 0
      expect((await put({ number: isTyped ? grouped(number) : number, password })).status).toBe(200)
    }
  }

  /**
   * Waits until no payout and no letter is on its way. The clock stands: whatever the bank or a neighbour has not answered
   * in time waits for its next attempt, so where nothing comes to its end the clock moves on.
   */
  const delivered = async (): Promise<void> => {
    let moved = performance.now()
    await until('no payout and no letter is on its way', async () => {
      if (await company.isDelivered()) return true
      if (performance.now() > moved + patience) {
        watched.clock.set(watched.clock.now() + hour)
        moved = performance.now()
      }
      return false
    })
  }

  /** Everyone earns, the day is closed, and what can be paid is paid. */
  const payday = async (round: number): Promise<void> => {
    const { accountant, manager, performers, settled } = company
    const { id, userId } = await manager.call(taskRoutes.createTask, { body: { title: `Round ${round}` } })
    await performers.find(({ me }) => me.id === userId)?.call(taskRoutes.closeTask, { params: { id } })
    const bonus = { amountMinor: 5_000, reason: 'A bonus' }
    for (const { me } of performers)
      await accountant.call(accountRoutes.createCorrection, { body: { userId: me.id, ...bonus } })
    await settled()
    const { today } = await accountant.call(accountRoutes.getMyAccount)
    await accountant.call(accountRoutes.closeDay, { params: { day: today.day } })
    days.push(today.day)
    await settled()
    await delivered()
  }

  /** What went wrong is tried again or given back, and an event is put aside. */
  const tidyUp = async (): Promise<void> => {
    const { accountant, admin, settled } = company
    const failed = await accountant.all(billingRoutes.listPayouts, { query: { status: 'failed' } })
    for (const [index, { id }] of failed.entries())
      await accountant.answer(index % 2 ? billingRoutes.retryPayout : billingRoutes.returnPayout, { params: { id } })
    await settled()
    const body = { positions: [1], replayed: 0 }
    await admin.call(operationRoutes('mailer').parkEvents, { params: { topic: 'payouts' }, body })
    const { items } = await admin.call(logRoutes('mailer').listDeadLetters)
    expect(items).toHaveLength(1)
    await delivered()
  }

  const pages = async (): Promise<void> => {
    if (watched.bank) await fetch(watched.bank)
    for (const service of serviceNames)
      for (const path of ['/', '/api/openapi.json', '/api/docs', '/metrics', '/healthz', '/readyz'])
        await fetch(`${watched.system.address}/${service}${path}`)
  }

  /** Where which numbers are shown. */
  const findings = (traces: ReadonlyMap<string, string | Uint8Array>): Map<string, string[]> => {
    const found = new Map<string, string[]>()
    for (const [place, trace] of traces) {
      const shown = find(trace)
      if (shown.length > 0) found.set(place, shown)
    }
    return found
  }

  it('leaves no number in any table, log, event, answer, letter, dump or page', { timeout: 480_000 }, async () => {
    expect(new Set(numbers).size).toBe(200)
    for (let round = 0; round < rounds; round++) {
      watched.clock.set(noon + round * 72 * hour)
      await nameCards(numbers.slice(round * crowd, (round + 1) * crowd))
      await payday(round)
    }
    await tidyUp()
    const { admin, accountant, executive, manager, performers } = company
    expect(
      await readEverything([admin, accountant, executive, manager, ...performers.slice(0, 2)], days),
    ).toBeGreaterThan(300)
    await pages()

    const paid = await accountant.all(billingRoutes.listPayouts, { query: { status: 'paid' } })
    expect(paid.length).toBeGreaterThan(crowd * rounds - 10)
    expect(new Set(paid.map(({ cardLast4 }) => cardLast4)).size).toBeGreaterThan(100)
    const traces = await watched.traces()
    expect([...traces.keys()]).toEqual(
      expect.arrayContaining([
        'log',
        'backup',
        'file databases/billing.sqlite',
        'table billing cards',
        'table billing outbox',
        'table mailer caught_letters',
        'table mailer dead_letters',
        'answer GET /accounts/api/events',
        'answer GET /billing/api/payouts/:id/steps',
        'answer GET /mailer/api/caught-letters/:id',
        'answer GET /billing/',
        'file databases/bank.sqlite',
      ]),
    )
    expect(findings(traces)).toEqual(new Map())
  })

  it('would have been found in each of them', { timeout: 240_000 }, async () => {
    const [number = ''] = numbers.slice(-1)
    const { accountant, manager, performers } = company
    const coded = Buffer.from(`card ${number}`).toString('base64')
    const [someone] = performers
    await manager.call(taskRoutes.createTask, { body: { title: `Pay to ${grouped(number)}`, description: coded } })
    await accountant.call(accountRoutes.createCorrection, {
      body: { userId: someone?.me.id ?? '', amountMinor: 1, reason: grouped(number).replaceAll(' ', '-') },
    })
    watched.log.trace({ request: { body: encodeURIComponent(grouped(number)) } }, 'a body was logged')
    await company.settled()
    await manager.all(taskRoutes.listTasks)
    const places = [...findings(await watched.traces())].filter(([, shown]) => shown.includes(`•• ${number.slice(-4)}`))
    expect(places.map(([place]) => place)).toEqual(
      expect.arrayContaining([
        'log',
        'backup',
        'table tasks tasks',
        'table accounts transactions',
        'answer GET /tasks/api/tasks',
        'answer POST /tasks/api/tasks',
      ]),
    )
    expect(places.some(([place]) => place.startsWith('file databases/tasks.sqlite'))).toBe(true)
  })
})
