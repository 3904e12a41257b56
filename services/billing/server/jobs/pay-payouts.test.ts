import { billingRoutes } from '@popug/contracts/billing.ts'
import { payoutIssued, payoutPaid } from '@popug/contracts/events.ts'
import { newId } from '@popug/service-kit'
import { until } from '@popug/service-kit/testing'
import { afterEach, describe, expect, it } from 'vitest'
import {
  type BillingOptions,
  cards,
  day,
  expectTrueBooks,
  issued,
  later,
  noon,
  type Program,
  password,
  personWithPayout,
  reaches,
  seen,
  shortPatience,
  startBilling,
} from '../testing/billing-program.ts'
import { startTestBank } from '../testing/test-bank.ts'
import { payPayouts } from './pay-payouts.ts'

describe('paying', () => {
  let program: Program
  const start = async (options: BillingOptions = {}) => {
    program = await startBilling({ now: noon, ...options })
  }
  afterEach(() => program.stop())
  const run = (signal = new AbortController().signal) => payPayouts.run(program.session(), signal)
  const statuses = async () =>
    (await program.database.query.selectFrom('payouts').select(['status', 'attempts']).execute()).map(
      ({ status, attempts }) => `${status} ${attempts}`,
    )

  it.each([cards.pays, cards.plain, cards.slow])('to %s: paid at the first attempt, and said so', async (number) => {
    await start()
    const { payoutId, userId } = await personWithPayout(program, number)
    const last4 = number.slice(-4)
    const payout = await reaches(program, payoutId, 'paid')
    const paidAt = new Date(noon).toISOString()
    expect(payout).toMatchObject({ attempts: 1, failure: null, cardLast4: last4, paidAt })
    const amount = { amountMinor: 1_234, currency: 'USD' }
    expect(await program.said(payoutPaid)).toEqual([{ payoutId, userId, day, ...amount, cardLast4: last4, paidAt }])
    await expectTrueBooks(program)
  })

  it('to a card that is refused: failed for good, nothing said', async () => {
    await start()
    const { payoutId } = await personWithPayout(program, cards.refused)
    expect(await reaches(program, payoutId, 'failed')).toMatchObject({
      attempts: 1,
      failure: 'card_refused',
      paidAt: null,
    })
    expect(await program.said(payoutPaid)).toEqual([])
    await expectTrueBooks(program)
  })

  it('to a card that is refused for now: queued with pauses, paid at the third attempt', async () => {
    await start()
    const { payoutId } = await personWithPayout(program, cards.refusedForNow)
    expect(await reaches(program, payoutId, 'queued', 1)).toMatchObject({ failure: 'insufficient_funds' })
    later(program, 500)
    await until('a run that finds nothing due', async () => (await run()) === undefined)
    expect(await seen(program, payoutId)).toMatchObject({ status: 'queued', attempts: 1 })
    later(program)
    await reaches(program, payoutId, 'queued', 2)
    later(program)
    expect(await reaches(program, payoutId, 'paid')).toMatchObject({ attempts: 3, failure: null })
    expect(await program.said(payoutPaid)).toHaveLength(1)
    await expectTrueBooks(program)
  })

  it('to a card that is charged without an answer: asked again under the same key, charged once', async () => {
    await start({ env: shortPatience })
    const { payoutId } = await personWithPayout(program, cards.timesOut)
    expect(await reaches(program, payoutId, 'queued', 1)).toMatchObject({ failure: 'no_answer' })
    await expectTrueBooks(program)
    later(program)
    expect(await reaches(program, payoutId, 'paid')).toMatchObject({ attempts: 2, cardLast4: '0259' })
    expect(await program.said(payoutPaid)).toHaveLength(1)
    await expectTrueBooks(program)
  })

  it('ends after so many attempts', async () => {
    await start({ env: { PAYOUT_ATTEMPTS: '2' } })
    const { payoutId } = await personWithPayout(program, cards.refusedForNow)
    await reaches(program, payoutId, 'queued', 1)
    later(program)
    expect(await reaches(program, payoutId, 'failed')).toMatchObject({ attempts: 2, failure: 'insufficient_funds' })
  })

  it('waits for a card, and pays when there is one', async () => {
    await start()
    const { person, payoutId } = await personWithPayout(program, null)
    expect(await seen(program, payoutId)).toMatchObject({ status: 'waiting_for_card', attempts: 0, cardLast4: null })
    await person.call(billingRoutes.putMyCard, { body: { number: cards.pays, password } })
    expect(await reaches(program, payoutId, 'paid')).toMatchObject({ attempts: 1 })
    const { body } = await person.call(billingRoutes.listPayoutSteps, { params: { id: payoutId } })
    expect(body.items.map(({ status }) => status)).toEqual(['waiting_for_card', 'queued', 'sent', 'paid'])
  })

  it('hears of a payout twice and pays it once', async () => {
    await start()
    const { userId, payoutId } = await personWithPayout(program, cards.pays)
    await reaches(program, payoutId, 'paid')
    await program.say(payoutIssued, issued(userId, { payoutId }), issued(userId, { payoutId }))
    await program.settled()
    expect(await seen(program, payoutId)).toMatchObject({ status: 'paid', attempts: 1 })
    expect(await program.said(payoutPaid)).toHaveLength(1)
    await expectTrueBooks(program)
  })

  it('pays many, at most eight at a time, each once though two runs work at once', async () => {
    const asked = new Map<string, number>()
    let [now, most] = [0, 0]
    await start({
      still: true,
      teller: (teller) => ({
        ...teller,
        ask: async (attempt, signal) => {
          asked.set(attempt.payoutId, (asked.get(attempt.payoutId) ?? 0) + 1)
          now += 1
          most = Math.max(most, now)
          return teller.ask(attempt, signal).finally(() => {
            now -= 1
          })
        },
      }),
    })
    const person = program.as('performer')
    await person.call(billingRoutes.putMyCard, { body: { number: cards.pays, password } })
    await program.say(payoutIssued, ...Array.from({ length: 100 }, () => issued(person.id)))
    await program.settled()
    await run()
    expect(most).toBeLessThanOrEqual(8)
    await program.say(payoutIssued, ...Array.from({ length: 100 }, () => issued(person.id)))
    await program.settled()
    await Promise.all([run(), run(), run()])
    expect([...asked.values()]).toEqual(Array(200).fill(1))
    expect(new Set(await statuses())).toEqual(new Set(['paid 1']))
    expect(new Set((await program.said(payoutPaid)).map(({ payoutId }) => payoutId)).size).toBe(200)
    expect(await program.said(payoutPaid)).toHaveLength(200)
    await expectTrueBooks(program)
  })

  it('stops when it is told to, leaving nothing half done', async () => {
    const stopping = new AbortController()
    const never: BillingOptions['teller'] = (teller) => ({
      ...teller,
      ask: (attempt, signal) => {
        setImmediate(() => stopping.abort())
        return teller.ask({ ...attempt }, signal)
      },
    })
    const bank = await startTestBank({ slowMs: 60_000 })
    await start({ still: true, teller: never, bank, env: { PROVIDER_TIMEOUT_MS: '60000' } })
    await personWithPayout(program, cards.slow)
    await run(stopping.signal)
    expect(await statuses()).toEqual(['queued 1'])
    await bank.stop()
  })

  it('takes up what waits although there is a card', async () => {
    await start()
    const { userId, payoutId } = await personWithPayout(program, null)
    const putCard = (sealed: object) =>
      program.database.transaction((tx) =>
        tx.upsertMany('cards', ['userId'], [{ userId, brand: 'visa', last4: '4242', changedAt: 1, ...sealed }]),
      )
    await putCard(program.session().tools.cipher.seal(userId, cards.pays))
    program.session().wake('find-cards')
    await reaches(program, payoutId, 'paid')
  })

  it('does not pay to a card that was sealed for somebody else', async () => {
    await start({ still: true })
    const { userId, payoutId } = await personWithPayout(program, cards.pays)
    const { sealed } = program.session().tools.cipher.seal(newId(), cards.plain)
    await program.database.query.updateTable('cards').set({ sealed }).where('userId', '=', userId).execute()
    await run()
    expect(await seen(program, payoutId)).toMatchObject({ status: 'failed', failure: 'card_unreadable' })
    await expectTrueBooks(program)
  })

  it('asks the bank about what it may have paid, even after the card is gone', async () => {
    await start({ env: shortPatience })
    const { person, payoutId } = await personWithPayout(program, cards.timesOut)
    await reaches(program, payoutId, 'queued', 1)
    await person.call(billingRoutes.deleteMyCard, { body: { password } })
    expect(await seen(program, payoutId)).toMatchObject({ status: 'queued' })
    later(program)
    expect(await reaches(program, payoutId, 'paid')).toMatchObject({ cardLast4: '0259' })
    await expectTrueBooks(program)
  })

  it('lets what was only queued wait for another card', async () => {
    await start({ still: true })
    const { person, payoutId } = await personWithPayout(program, cards.pays, newId())
    await person.call(billingRoutes.deleteMyCard, { body: { password } })
    expect(await seen(program, payoutId)).toMatchObject({ status: 'waiting_for_card' })
    await run()
    expect(await seen(program, payoutId)).toMatchObject({ status: 'waiting_for_card', attempts: 0 })
  })
})
