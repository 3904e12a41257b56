import { billingRoutes } from '@popug/contracts/billing.ts'
import { payoutIssued, payoutPaid } from '@popug/contracts/events.ts'
import { newId } from '@popug/service-kit'
import { afterEach, expect, it } from 'vitest'
import {
  type BillingOptions,
  cards,
  expectTrueBooks,
  issued,
  noon,
  type Program,
  personWithPayout,
  seen,
  startBilling,
} from '../testing/billing-program.ts'
import { payPayouts } from './pay-payouts.ts'
import { putOffLatePayouts } from './put-off-payouts.ts'

let program: Program
const start = async (limit: number, { env, ...options }: BillingOptions = {}) => {
  program = await startBilling({
    now: noon,
    still: true,
    ...options,
    env: { PAYOUT_DAY_LIMIT_MINOR: String(limit), ...env },
  })
}
afterEach(() => program.stop())
const hour = 3_600_000
const run = () => payPayouts.run(program.session(), new AbortController().signal)
/** Runs all that is to be run now, at most a hundred times. */
const runAll = async (): Promise<void> => {
  for (let runs = 0; runs < 100; runs++) {
    const more = [await run(), await putOffLatePayouts.run(program.session(), new AbortController().signal)]
    if (!more.includes('more')) return
  }
  throw new Error('the jobs do not come to an end')
}
const earners = async (amounts: readonly number[]) => {
  const person = program.as('performer')
  await person.call(billingRoutes.putMyCard, { body: { number: cards.pays } })
  const payouts = amounts.map((amountMinor) => issued(person.id, { amountMinor }))
  await program.say(payoutIssued, ...payouts)
  await program.settled()
  return payouts.map(({ payoutId }) => payoutId)
}
const stateOf = async (ids: readonly string[]) =>
  Promise.all(ids.map(async (id) => `${(await seen(program, id)).status} ${(await seen(program, id)).hold ?? '-'}`))
const sentOn = async () =>
  Object.fromEntries(
    (await program.database.query.selectFrom('sendingDays').selectAll().execute()).map(({ day, amountMinor }) => [
      day.slice(8),
      amountMinor,
    ]),
  )

it('what is above the limit of a day waits for tomorrow, and says so', async () => {
  await start(1_000)
  const ids = await earners([600, 500, 400, 900])
  await runAll()
  expect(await stateOf(ids)).toEqual(['paid -', 'queued day_limit', 'paid -', 'queued day_limit'])
  const midnight = '2026-05-21T00:00:00.000Z'
  expect(await seen(program, ids[1] as string)).toMatchObject({ failure: null, attempts: 0, nextAttemptAt: midnight })
  program.clock.set(Date.parse(midnight) - 1)
  await runAll()
  expect(await stateOf(ids)).toContain('queued day_limit')
  program.clock.set(Date.parse(midnight))
  await runAll()
  expect(await stateOf(ids)).toEqual(['paid -', 'paid -', 'paid -', 'queued day_limit'])
  program.clock.set(Date.parse(midnight) + 24 * hour)
  await runAll()
  expect(await stateOf(ids)).toEqual(['paid -', 'paid -', 'paid -', 'paid -'])
  expect(await sentOn()).toEqual({ '20': 1_000, '21': 500, '22': 900 })
  const { body } = await program
    .as('admin')
    .call(billingRoutes.listPayoutSteps, { params: { id: ids[3] as string }, query: {} })
  const way = body.items.map(({ status, reason, at }) => [status, reason, at.slice(8, 13)].join(' '))
  expect(way).toEqual([
    'queued issued 20T12',
    'queued day_limit 20T12',
    'queued day_limit 21T00',
    'sent  22T00',
    'paid  22T00',
  ])
  await expectTrueBooks(program)
})

it('goes by the midnight of the business time zone', async () => {
  await start(100, { env: { BUSINESS_TIME_ZONE: 'Asia/Vladivostok' } })
  const ids = await earners([100, 100])
  await runAll()
  expect(await stateOf(ids)).toEqual(['paid -', 'queued day_limit'])
  expect(await seen(program, ids[1] as string)).toMatchObject({ nextAttemptAt: '2026-05-20T14:00:00.000Z' })
})

it('a payout above the limit of a whole day fails with its reason, and is paid when the limit is raised', async () => {
  await start(1_000)
  const [id = ''] = await earners([1_001])
  await runAll()
  expect(await seen(program, id)).toMatchObject({ status: 'failed', failure: 'above_day_limit', attempts: 0 })
  await program.as('accountant').call(billingRoutes.retryPayout, { params: { id } })
  await runAll()
  expect(await seen(program, id)).toMatchObject({ status: 'failed' })
  const session = program.session()
  const generous = { ...session.settings, PAYOUT_DAY_LIMIT_MINOR: 2_000 }
  await program.as('accountant').call(billingRoutes.retryPayout, { params: { id } })
  const transaction: typeof session.transaction = (work) =>
    session.transaction((ctx) => work({ ...ctx, settings: generous }))
  await payPayouts.run({ ...session, settings: generous, transaction }, new AbortController().signal)
  expect(await seen(program, id)).toMatchObject({ status: 'paid' })
  await expectTrueBooks(program)
})

it('a refusal gives its share of the day back; what may have been paid keeps it', async () => {
  await start(1_234)
  const refused = await personWithPayout(program, cards.refused)
  await run()
  expect(await sentOn()).toEqual({ '20': 0 })
  const silent = await personWithPayout(program, cards.pays)
  const never = {
    ...program.session(),
    tools: {
      ...program.session().tools,
      teller: {
        ...program.session().tools.teller,
        ask: async () => ({ outcome: 'unknown', reason: 'no_answer' }) as const,
      },
    },
  }
  await payPayouts.run(never, new AbortController().signal)
  expect(await sentOn()).toEqual({ '20': 1_234 })
  const [other = ''] = await earners([1])
  await runAll()
  expect(await stateOf([refused.payoutId, silent.payoutId, other])).toEqual([
    'failed -',
    'queued -',
    'queued day_limit',
  ])
  // The day after it is asked about, whatever the limit: the answer tells on which day it counts.
  program.clock.set(noon + 24 * hour)
  await runAll()
  expect(await stateOf([silent.payoutId, other])).toEqual(['paid -', 'paid -'])
  expect(await sentOn()).toEqual({ '20': 1_234, '21': 1 })
  await expectTrueBooks(program)
})

it('two runs at once do not both find room', async () => {
  await start(1_000)
  const ids = await earners(Array.from({ length: 60 }, () => 30))
  await Promise.all([run(), run(), run()])
  await runAll()
  const states = await stateOf(ids)
  expect(states.filter((state) => state === 'paid -')).toHaveLength(33)
  expect(states.filter((state) => state === 'queued day_limit')).toHaveLength(27)
  expect(await program.said(payoutPaid)).toHaveLength(33)
  expect(await sentOn()).toEqual({ '20': 990 })
  await expectTrueBooks(program)
})

it('many are put off in a few batches', async () => {
  await start(10)
  await program.say(payoutIssued, ...Array.from({ length: 1_203 }, () => issued(newId(), { amountMinor: 20 })))
  await program.settled()
  const due = { status: 'queued', dueAt: noon, amountMinor: 10 } as const
  await program.database.query.updateTable('payouts').set(due).execute()
  const [id = ''] = await earners([10])
  await program.database.query.updateTable('payouts').set({ dueAt: 0 }).where('id', '=', id).execute()
  await run()
  let runs = 1
  while ((await putOffLatePayouts.run(program.session(), new AbortController().signal)) === 'more') runs += 1
  expect(runs).toBeLessThanOrEqual(4)
  const held = program.database.query.selectFrom('payouts').select('id').where('hold', '=', 'day_limit')
  // Those that the paying run has met have no card, and wait for one.
  const waiting = program.database.query.selectFrom('payouts').select('id').where('status', '=', 'waiting_for_card')
  expect((await held.execute()).length + (await waiting.execute()).length).toBe(1_203)
})
