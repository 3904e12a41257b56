import { billingRoutes, type PayoutStatus } from '@popug/contracts/billing.ts'
import { payoutPaid, payoutReturned } from '@popug/contracts/events.ts'
import { newId } from '@popug/service-kit'
import { afterEach, describe, expect, it } from 'vitest'
import type { BillingOptions, Program } from '../testing/billing-program.ts'
import {
  cards,
  day,
  expectTrueBooks,
  later,
  noon,
  password,
  personWithPayout,
  reaches,
  seen,
  shortPatience,
  startBilling,
} from '../testing/billing-program.ts'

describe('retry and return', () => {
  let program: Program
  const start = async (options: BillingOptions = {}) => {
    program = await startBilling({ now: noon, ...options })
  }
  afterEach(() => program.stop())
  const [accountant, admin] = [newId(), newId()]
  const giveBack = (id: string) =>
    program.as('accountant', accountant).call(billingRoutes.returnPayout, { params: { id } })
  const retry = (id: string) => program.as('admin', admin).call(billingRoutes.retryPayout, { params: { id } })
  const failed = async (number: string) => {
    const made = await personWithPayout(program, number)
    await reaches(program, made.payoutId, 'failed')
    return made
  }

  it('returns a failed payout, and says who did it and why', async () => {
    await start()
    const { payoutId, userId } = await failed(cards.refused)
    expect(await giveBack(payoutId)).toMatchObject({ status: 200, body: { id: payoutId, status: 'returned' } })
    const amount = { day, amountMinor: 1_234, currency: 'USD' }
    const why = { reason: 'card_refused', actorId: accountant, returnedAt: new Date(noon).toISOString() }
    expect(await program.said(payoutReturned)).toEqual([{ payoutId, userId, ...amount, ...why }])
    await expectTrueBooks(program)
  })

  it('returns a payout that waits for a card; a card that comes later does not pay it', async () => {
    await start()
    const { payoutId, person } = await personWithPayout(program, null)
    expect(await giveBack(payoutId)).toMatchObject({ body: { status: 'returned' } })
    expect(await program.said(payoutReturned)).toMatchObject([{ reason: 'no_card' }])
    await person.call(billingRoutes.putMyCard, { body: { number: cards.pays, password } })
    expect(await seen(program, payoutId)).toMatchObject({ status: 'returned', attempts: 0 })
  })

  it('returns once when two press at once', async () => {
    await start()
    const { payoutId } = await failed(cards.refused)
    const answers = await Promise.all(Array.from({ length: 5 }, () => giveBack(payoutId)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409])
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'payout_not_returnable' })
    expect(await program.said(payoutReturned)).toHaveLength(1)
  })

  it('either retries or returns when both are pressed at once, never both', async () => {
    await start()
    for (let round = 0; round < 5; round++) {
      const { payoutId, person } = await failed(cards.refused)
      await person.call(billingRoutes.putMyCard, { body: { number: cards.pays, password } })
      const answers = await Promise.all([retry(payoutId), giveBack(payoutId)])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
      await reaches(program, payoutId, answers[0].status === 200 ? 'paid' : 'returned')
    }
    const ended = [...(await program.said(payoutPaid)), ...(await program.said(payoutReturned))]
    expect(ended).toHaveLength(5)
    await expectTrueBooks(program)
  })

  it('retries a failed payout with another card and a whole series of attempts', async () => {
    await start({ env: { PAYOUT_ATTEMPTS: '2' } })
    const { payoutId, person } = await failed(cards.refused)
    await person.call(billingRoutes.putMyCard, { body: { number: cards.refusedForNow, password } })
    expect(await retry(payoutId)).toMatchObject({ status: 200, body: { status: 'queued', attempts: 1 } })
    await reaches(program, payoutId, 'queued', 2)
    later(program)
    expect(await reaches(program, payoutId, 'paid')).toMatchObject({ attempts: 3, cardLast4: '9995' })
    const { body } = await person.call(billingRoutes.listPayoutSteps, { params: { id: payoutId } })
    expect(body.items.map(({ status }) => status)).toEqual(
      'queued sent failed queued sent queued sent paid'.split(' ') as PayoutStatus[],
    )
    expect(body.items[3]).toMatchObject({ actorId: admin })
  })

  it('lets a payout wait when it is retried without a card', async () => {
    await start()
    const { payoutId, person } = await failed(cards.refused)
    await person.call(billingRoutes.deleteMyCard, { body: { password } })
    expect(await retry(payoutId)).toMatchObject({ body: { status: 'waiting_for_card' } })
  })

  it('asks the bank before giving back what it may have paid, and finds it paid', async () => {
    await start({ env: { ...shortPatience, PAYOUT_ATTEMPTS: '1' } })
    const { payoutId } = await failed(cards.timesOut)
    const answers = await Promise.all([giveBack(payoutId), giveBack(payoutId)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await seen(program, payoutId)).toMatchObject({ status: 'paid', cardLast4: '0259', failure: null })
    expect(await program.said(payoutPaid)).toHaveLength(1)
    expect(await program.said(payoutReturned)).toEqual([])
    await expectTrueBooks(program)
  })

  it('gives back what the bank was asked for in vain and has not paid', async () => {
    const silent: BillingOptions['teller'] = (teller) => ({
      ...teller,
      ask: async () => ({ outcome: 'unknown', reason: 'no_answer' }),
    })
    await start({ teller: silent, env: { PAYOUT_ATTEMPTS: '1' } })
    const { payoutId } = await failed(cards.pays)
    // As long as a request may be under way, what the bank says is not certain.
    expect(await giveBack(payoutId)).toMatchObject({ status: 503, body: { code: 'unavailable' } })
    later(program)
    expect(await giveBack(payoutId)).toMatchObject({ status: 200, body: { status: 'returned' } })
    expect(await program.said(payoutReturned)).toMatchObject([{ reason: 'no_answer' }])
    await expectTrueBooks(program)
  })

  it('changes nothing while the bank does not say whether it has paid', async () => {
    const dead: BillingOptions['teller'] = (teller) => ({ ...teller, find: () => Promise.reject(new Error('away')) })
    await start({ teller: dead, env: { ...shortPatience, PAYOUT_ATTEMPTS: '1' } })
    const { payoutId } = await failed(cards.timesOut)
    expect(await giveBack(payoutId)).toMatchObject({ status: 503, body: { code: 'unavailable' } })
    expect(await seen(program, payoutId)).toMatchObject({ status: 'failed' })
  })

  it.each<[PayoutStatus, number[]]>([
    ['waiting_for_card', [409, 200]],
    ['queued', [409, 409]],
    ['sent', [409, 409]],
    ['paid', [409, 409]],
    ['returned', [409, 409]],
  ])('of a payout that is %s', async (status, [retried, returned]) => {
    await start({ still: true })
    const { payoutId } = await personWithPayout(program, null)
    await program.database.query.updateTable('payouts').set({ status }).where('id', '=', payoutId).execute()
    expect(await retry(payoutId)).toMatchObject({ status: retried, body: { code: 'payout_not_retryable' } })
    expect(await giveBack(payoutId)).toMatchObject({ status: returned })
  })

  it('does not know a payout that was never issued', async () => {
    await start({ still: true })
    expect(await retry(newId())).toMatchObject({ status: 404, body: { code: 'not_found' } })
    expect(await giveBack(newId())).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })
})
