import { payoutPaid } from '@popug/contracts/events.ts'
import { makeTestStore, until } from '@popug/service-kit/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sendPayouts } from '../commands/send-payouts.ts'
import { settlePayouts } from '../commands/settle-payouts.ts'
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
import { startTestBank, type TestBank } from '../testing/test-bank.ts'
import { payPayouts } from './pay-payouts.ts'

describe('when Billing dies in the middle of paying', () => {
  let store: Awaited<ReturnType<typeof makeTestStore>>
  let bank: TestBank
  let program: Program
  beforeEach(async () => {
    store = await makeTestStore()
    bank = await startTestBank()
  })
  afterEach(async () => {
    await program.stop()
    await bank.stop()
    await store.remove()
  })
  const start = async (options: BillingOptions = {}) => {
    program = await startBilling({ now: noon, database: store.open<object>().database, bank, ...options })
  }
  const charges = () => bank.charges()
  const death = () => Promise.reject(new Error('died'))

  it.each<[string, BillingOptions['teller'], number]>([
    ['before the bank was asked', (teller) => ({ ...teller, ask: death }), 0],
    [
      'after the bank charged',
      (teller) => ({ ...teller, ask: (attempt, signal) => teller.ask(attempt, signal).then(death) }),
      1,
    ],
  ])('%s: the next one finishes, charged once, said once', async (_, teller, charged) => {
    await start({ still: true, ...(teller ? { teller } : {}) })
    const { payoutId } = await personWithPayout(program, cards.pays)
    await expect(payPayouts.run(program.session(), new AbortController().signal)).rejects.toThrow('died')
    expect(await seen(program, payoutId)).toMatchObject({ status: 'sent', attempts: 1 })
    expect(await charges()).toHaveLength(charged)
    await expectTrueBooks(program)
    await program.stop()

    await start()
    // While the claim holds, the one who made it may still be alive: nobody else asks.
    await until('a run that finds nothing due', async () => {
      await payPayouts.run(program.session(), new AbortController().signal)
      return true
    })
    expect(await seen(program, payoutId)).toMatchObject({ status: 'sent', attempts: 1 })
    later(program, patience + 5_000)
    expect(await reaches(program, payoutId, 'paid')).toMatchObject({ attempts: 2 })
    expect(await charges()).toHaveLength(1)
    expect(await program.said(payoutPaid)).toHaveLength(1)
    await expectTrueBooks(program)
  })

  it('says once what two askers heard, the slower of which was taken for dead', async () => {
    await start({ still: true })
    await personWithPayout(program, cards.pays)
    const { transaction, tools } = program.session()
    const claim = (at: number) => transaction((ctx) => sendPayouts(ctx, { at, limit: 8 }))
    const [[slow], [quick]] = [await claim(noon), await claim(noon + 60_000)]
    if (!slow || !quick) throw new Error('both claim the payout')
    for (const one of [quick, slow]) {
      const answer = await tools.teller.ask(one, new AbortController().signal)
      await transaction((ctx) => settlePayouts(ctx, { at: noon, answered: [{ claim: one, answer }] }))
    }
    expect(await program.said(payoutPaid)).toHaveLength(1)
    await expectTrueBooks(program)
  })

  it('does not believe a refusal that the slower asker heard', async () => {
    await start({ still: true })
    const { payoutId } = await personWithPayout(program, cards.pays)
    const { transaction } = program.session()
    const claim = (at: number) => transaction((ctx) => sendPayouts(ctx, { at, limit: 8 }))
    const [[slow], [quick]] = [await claim(noon), await claim(noon + 60_000)]
    if (!slow || !quick) throw new Error('both claim the payout')
    const refusal = { outcome: 'refused', permanent: true, reason: 'card_refused' } as const
    const settle = (one: typeof slow) =>
      transaction((ctx) => settlePayouts(ctx, { at: noon, answered: [{ claim: one, answer: refusal }] }))
    await settle(slow)
    expect(await seen(program, payoutId)).toMatchObject({ status: 'sent', attempts: 2 })
    await settle(quick)
    expect(await seen(program, payoutId)).toMatchObject({ status: 'failed', failure: 'card_refused' })
  })
})
