import { billingRoutes } from '@popug/contracts/billing.ts'
import { payoutPaid, payoutReturned } from '@popug/contracts/events.ts'
import { newId } from '@popug/service-kit'
import { afterEach, describe, expect, it } from 'vitest'
import type { BillingOptions, Program } from '../testing/billing-program.ts'
import {
  cards,
  expectTrueBooks,
  later,
  noon,
  patience,
  personWithPayout,
  reaches,
  seen,
  startBilling,
} from '../testing/billing-program.ts'

describe('what a person has found out about a payout in doubt', () => {
  let program: Program
  afterEach(() => program.stop())
  const accountant = newId()
  const note = 'the bank’s register of 20 May'
  const tell = (id: string, paid: boolean, more: { reference?: string } = {}) =>
    program
      .as('accountant', accountant)
      .call(billingRoutes.tellFinding, { params: { id }, body: { paid, note, ...more } })
  const steps = async (id: string) =>
    (await program.as('accountant').call(billingRoutes.listPayoutSteps, { params: { id } })).body.items

  /** A payout that nobody knows about, of a bank that answers what it is asked about as told. */
  const inDoubt = async (find: NonNullable<BillingOptions['teller']>) => {
    program = await startBilling({ now: noon, teller: find, env: { PAYOUT_ATTEMPTS: '1' } })
    const made = await personWithPayout(program, cards.pays)
    expect(await reaches(program, made.payoutId, 'failed')).toMatchObject({ mayBePaid: true })
    return made
  }
  const silent: NonNullable<BillingOptions['teller']> = (teller) => ({
    ...teller,
    ask: async () => ({ outcome: 'unknown', reason: 'no_answer' }),
    find: () => Promise.reject(new Error('away for good')),
  })

  it('makes it paid, and says so, with the bank’s number and who found out', async () => {
    const { payoutId } = await inDoubt(silent)
    expect(await tell(payoutId, true, { reference: 'po-77' })).toMatchObject({
      status: 200,
      body: { status: 'paid', mayBePaid: false, cardLast4: '4242' },
    })
    expect(await program.said(payoutPaid)).toMatchObject([{ payoutId }])
    expect((await steps(payoutId)).at(-1)).toMatchObject({ reason: 'found_paid', note, actorId: accountant })
    const receipt = await program.as('accountant').call(billingRoutes.getPayoutReceipt, { params: { id: payoutId } })
    expect(receipt.body).toMatchObject({ reference: 'po-77' })
    expect(await tell(payoutId, false)).toMatchObject({ status: 409, body: { code: 'payout_is_certain' } })
  })

  it('lets it be tried again or given back where the bank has not paid', async () => {
    const { payoutId } = await inDoubt(silent)
    const giveBack = () => program.as('admin').call(billingRoutes.returnPayout, { params: { id: payoutId }, body: {} })
    expect(await giveBack()).toMatchObject({ status: 503 })
    expect(await tell(payoutId, false)).toMatchObject({
      status: 200,
      body: { status: 'failed', mayBePaid: false, failure: 'found_unpaid' },
    })
    expect((await steps(payoutId)).at(-1)).toMatchObject({ status: 'failed', reason: 'found_unpaid', note })
    expect(await giveBack()).toMatchObject({ status: 200, body: { status: 'returned' } })
    expect(await program.said(payoutReturned)).toHaveLength(1)
    await expectTrueBooks(program)
  })

  it('counts less than what the bank says for certain', async () => {
    const lost: NonNullable<BillingOptions['teller']> = (teller) => ({
      ...teller,
      ask: async (attempt, signal) => {
        await teller.ask(attempt, signal)
        return { outcome: 'unknown', reason: 'no_answer' }
      },
    })
    const { payoutId } = await inDoubt(lost)
    expect(await tell(payoutId, false)).toMatchObject({ body: { status: 'paid' } })
    expect((await steps(payoutId)).at(-1)).toMatchObject({ reason: 'found_paid' })
    await expectTrueBooks(program)
  })

  it('counts less than the certainty that the bank never got it', async () => {
    const { payoutId } = await inDoubt((teller) => ({ ...silent(teller), find: teller.find }))
    later(program, patience + 60_000)
    expect(await tell(payoutId, true)).toMatchObject({ body: { status: 'failed', failure: 'found_unpaid' } })
    expect(await program.said(payoutPaid)).toEqual([])
    await expectTrueBooks(program)
  })

  it('is not asked for while the bank has it in hand', async () => {
    const { payoutId } = await inDoubt((teller) => ({
      ...silent(teller),
      find: async () => ({ outcome: 'pending', reference: 'r' }),
    }))
    expect(await tell(payoutId, true)).toMatchObject({ status: 409, body: { code: 'payout_is_certain' } })
    expect(await seen(program, payoutId)).toMatchObject({ status: 'failed', mayBePaid: true })
  })

  it('is for accountants and admins, with a note, about payouts in doubt alone', async () => {
    const { payoutId } = await inDoubt(silent)
    for (const role of ['performer', 'manager', 'executive'] as const) {
      const answer = await program
        .as(role)
        .call(billingRoutes.tellFinding, { params: { id: payoutId }, body: { paid: true, note } })
      expect(answer.status).toBe(403)
    }
    const unsaid = await program
      .as('admin')
      .call(billingRoutes.tellFinding, { params: { id: payoutId }, body: { paid: true, note: ' ' } })
    expect(unsaid).toMatchObject({ status: 400 })
    expect(await tell(newId(), true)).toMatchObject({ status: 404 })
    const { payoutId: refused } = await personWithPayout(program, null)
    expect(await tell(refused, true)).toMatchObject({ status: 409 })
  })
})
