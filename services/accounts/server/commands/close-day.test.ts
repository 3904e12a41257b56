import { accountRoutes } from '@popug/contracts/accounts.ts'
import { payoutIssued, transactionPosted } from '@popug/contracts/events.ts'
import type { QueryOf } from '@popug/contracts/route.ts'
import { newId } from '@popug/service-kit'
import { makeTestStore, startTestProgram, type TestProgram, until } from '@popug/service-kit/testing'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { accountsService, verifyLedger } from '../service.ts'
import { roundPrices } from '../testing/ledger-story.ts'
import type { AccountsWorld } from '../world.ts'
import { advanceClosing } from './advance-closing.ts'
import { chargeAndCredit, type Work } from './charge-and-credit.ts'

const day = '2026-03-02'
const noon = Date.parse(`${day}T12:00:00Z`)
const env = { ...roundPrices, DAY_CLOSING: 'by_hand' }
const everyone = (count: number): string[] => Array.from({ length: count }, () => newId())
const assignTo = (people: readonly string[]): Work[] =>
  people.map((userId) => ({ kind: 'assigned', taskId: newId(), userId }))
const closeBy = (people: readonly string[]): Work[] =>
  people.map((userId) => ({ kind: 'closed', taskId: newId(), userId }))

let program: TestProgram<AccountsWorld>
afterEach(() => program.stop())

const post = (work: readonly Work[]) => program.session().transaction((ctx) => chargeAndCredit(ctx, work))
const closeIt = () => program.as('accountant').call(accountRoutes.closeDay, { params: { day } })
const wrongs = async (): Promise<string[]> =>
  (await verifyLedger(program.session())).flatMap(({ offenders }) => [...offenders])
const payouts = () => program.database.query.selectFrom('payouts').selectAll().execute()
const step = () => program.session().transaction((ctx) => advanceClosing(ctx, { day }))

/** Everything that a right closing of these people, 30.00 each, leaves behind. */
const expectPaidOnce = async (people: readonly string[]): Promise<void> => {
  const paid = await payouts()
  expect(paid.map(({ userId }) => userId).sort()).toEqual([...people].sort())
  expect(paid.every(({ amountMinor, day: of }) => amountMinor === 3000 && of === day)).toBe(true)
  const said = await program.said(payoutIssued)
  expect(said.map(({ payoutId }) => payoutId).sort()).toEqual(paid.map(({ id }) => id).sort())
  const rows = (await program.said(transactionPosted)).filter(({ kind }) => kind === 'payout')
  expect(rows.map(({ payoutId }) => payoutId).sort()).toEqual(paid.map(({ id }) => id).sort())
  expect(await wrongs()).toEqual([])
}

describe('closing a day', () => {
  it('three times at once pays once, and answers three times the same', async () => {
    program = await startTestProgram(accountsService, { env, now: noon })
    const people = everyone(2_300)
    await post(closeBy(people))
    const answers = await Promise.all([closeIt(), closeIt(), closeIt()])
    const totals = { day, payouts: 2_300, paidOutMinor: 6_900_000, rewardsMinor: 6_900_000, status: 'closed' }
    for (const { status, body } of answers) expect({ status, body }).toMatchObject({ status: 200, body: totals })
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    await expectPaidOnce(people)
  })

  it('goes on beside work, which belongs to the next day', async () => {
    program = await startTestProgram(accountsService, { env, now: noon, jobsByTime: false })
    const people = everyone(2_300)
    await post(closeBy(people))
    await step()
    // Between any two steps half of the people pay a fee and half earn: those that were passed and those that were not.
    let steps = 0
    do {
      await post(people.map((userId, index) => ({ kind: index % 2 ? 'closed' : 'assigned', taskId: newId(), userId })))
      steps += 1
    } while ((await step()) === 'more')
    expect(steps).toBeGreaterThan(3)
    await expectPaidOnce(people)
    const rows = await program.database.query.selectFrom('transactions').select(['day', 'kind']).execute()
    const tomorrow = rows.filter((row) => row.day === '2026-03-03')
    expect(tomorrow).toHaveLength(2_300 * steps)
    expect(tomorrow.some(({ kind }) => kind === 'payout')).toBe(false)
    const listed = async (query: QueryOf<typeof accountRoutes.listTransactions>) => {
      const { body } = await program.as('accountant').call(accountRoutes.listTransactions, { query })
      return body.items.map((row) => `${row.day} ${row.kind}`)
    }
    expect(await listed({ day, kind: 'payout', limit: 500 })).toEqual(Array(500).fill(`${day} payout`))
    expect(await listed({ day: '2026-03-03', kind: 'payout' })).toEqual([])
    expect(new Set(await listed({ to: day, kind: 'reward' }))).toEqual(new Set([`${day} reward`]))
    expect(new Set(await listed({ from: '2026-03-03' }))).toEqual(new Set(['2026-03-03 reward', '2026-03-03 fee']))
  })

  it('is not begun for another day while one is closing: that one is finished first', async () => {
    program = await startTestProgram(accountsService, { env, now: noon, jobsByTime: false })
    const people = everyone(1_100)
    await post(closeBy(people))
    await step()
    await step()
    program.clock.set(noon + 24 * 3_600_000)
    const next = await program.as('admin').call(accountRoutes.closeDay, { params: { day: '2026-03-03' } })
    expect(next.body).toMatchObject({ day: '2026-03-03', payouts: 0, status: 'closed' })
    await expectPaidOnce(people)
  })

  it('shows as closing until every account is passed', async () => {
    program = await startTestProgram(accountsService, { env, now: noon, jobsByTime: false })
    await post([...closeBy(everyone(1_100)), ...assignTo(everyone(3))])
    await step()
    const { body } = await program.as('executive').call(accountRoutes.getDay, { params: { day } })
    expect(body).toMatchObject({ status: 'closing', losers: 3, payouts: 0, closedAt: null })
    const earlier = await program.as('executive').call(accountRoutes.getDay, { params: { day: '2026-03-01' } })
    expect(earlier.body).toMatchObject({ status: 'closing', payouts: 0 })
    await closeIt()
    const closed = await program.as('executive').call(accountRoutes.getDay, { params: { day: '2026-03-01' } })
    expect(closed.body).toMatchObject({ status: 'closed' })
  })

  it.each([1, 2, 3, 4])('that died after %i steps is finished at the next start', async (steps) => {
    const store = await makeTestStore()
    onTestFinished(() => store.remove())
    const start = (jobsByTime: boolean) =>
      startTestProgram(accountsService, { env, now: noon, database: store.open<object>().database, jobsByTime })
    program = await start(false)
    const people = everyone(2_300)
    await post(closeBy(people))
    for (let taken = 0; taken < steps; taken++) await step()
    await program.stop()

    program = await start(true)
    const status = async () => (await program.database.query.selectFrom('days').select('status').execute())[0]?.status
    await until('the closing is finished', async () => (await status()) === 'closed')
    expect((await closeIt()).body).toMatchObject({ payouts: 2_300, status: 'closed' })
    await expectPaidOnce(people)
  })

  it('with nobody to pay closes all the same', async () => {
    program = await startTestProgram(accountsService, { env, now: noon })
    expect((await closeIt()).body).toMatchObject({ day, payouts: 0, paidOutMinor: 0, losers: 0, status: 'closed' })
    expect(await payouts()).toEqual([])
  })
})
