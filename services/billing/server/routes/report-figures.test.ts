import { billingRoutes, type PayoutStatus } from '@popug/contracts/billing.ts'
import { payoutIssued, payoutPaid, payoutReturned } from '@popug/contracts/events.ts'
import { newId } from '@popug/service-kit'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { followRegisters } from '../jobs/follow-registers.ts'
import { payPayouts } from '../jobs/pay-payouts.ts'
import { cards, day, expectTrueBooks, issued, noon, type Program, startBilling } from '../testing/billing-program.ts'

const life = fc.record({
  card: fc.constantFrom(cards.pays, cards.refused, cards.refusedForNow, null),
  amountMinor: fc.integer({ min: 1, max: 900 }),
  after: fc.constantFrom('return', 'retry', 'name a card', 'nothing'),
})

/** The ledger, told again from the events that are said alone. */
const ledgerOf = (taken: readonly { amountMinor: number }[], returned: readonly { amountMinor: number }[]) => {
  const sum = (rows: readonly { amountMinor: number }[]) => rows.reduce((total, row) => total + row.amountMinor, 0)
  return {
    day,
    currency: 'USD',
    payouts: taken.length,
    paidOutMinor: sum(taken),
    returnedPayouts: returned.length,
    returnedMinor: sum(returned),
  }
}

const run = async (program: Program): Promise<void> => {
  for (let runs = 0; runs < 5; runs++) {
    program.clock.set(program.clock.now() + 3_600_000)
    await followRegisters.run(program.session(), new AbortController().signal)
    await payPayouts.run(program.session(), new AbortController().signal)
  }
}

it('every figure is what the steps of the payouts and the events come to, whatever happened to them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 8 }), fc.nat({ max: 2 }), async (lives, mode) => {
      const taken = lives.map(({ amountMinor }) => issued(newId(), { amountMinor }))
      let returned: { amountMinor: number }[] = []
      const env = [{}, { PAYOUT_DAY_LIMIT_MINOR: '1000' }, { PAYOUT_APPROVAL: 'second_person' }][mode] ?? {}
      const program = await startBilling({
        now: noon,
        still: true,
        env,
        answers: { getDayPayouts: () => ledgerOf(taken, returned) },
      })
      const accountant = program.as('accountant')
      for (const [index, { card: number }] of lives.entries()) {
        const own = program.as('performer', taken[index]?.userId)
        if (number) await own.call(billingRoutes.putMyCard, { body: { number } })
      }
      await program.say(payoutIssued, ...taken)
      await program.settled()
      await run(program)
      for (const [index, { after }] of lives.entries()) {
        const { payoutId: id = '', userId = '' } = taken[index] ?? {}
        if (after === 'return') await accountant.call(billingRoutes.returnPayout, { params: { id }, body: {} })
        if (after === 'retry') await accountant.call(billingRoutes.retryPayout, { params: { id } })
        if (after === 'name a card') {
          await program.as('performer', userId).call(billingRoutes.putMyCard, { body: { number: cards.pays } })
        }
      }
      await run(program)
      returned = await program.said(payoutReturned)
      const { body } = await accountant.call(billingRoutes.getPayoutReport, { params: { day } })

      const steps = await program.database.query.selectFrom('payoutSteps').selectAll().orderBy('id').execute()
      const last = new Map(steps.map((step) => [step.payoutId, step]))
      const expected = new Map<PayoutStatus, { payouts: number; amountMinor: number }>()
      for (const { payoutId, amountMinor } of taken) {
        const status = last.get(payoutId)?.status as PayoutStatus
        const sum = expected.get(status) ?? { payouts: 0, amountMinor: 0 }
        expected.set(status, { payouts: sum.payouts + 1, amountMinor: sum.amountMinor + amountMinor })
      }
      const found = body.byStatus.filter(({ payouts }) => payouts > 0)
      expect(new Map(found.map(({ status, ...sum }) => [status, sum]))).toEqual(expected)
      const of = (status: PayoutStatus) => body.byStatus.find((one) => one.status === status)?.amountMinor
      const sum = (rows: readonly { amountMinor: number }[]) => rows.reduce((total, row) => total + row.amountMinor, 0)
      expect(of('paid')).toBe(sum(await program.said(payoutPaid)))
      expect(of('returned')).toBe(sum(returned))
      expect(body.amountMinor).toBe(sum(taken))
      expect(sum(body.byReason)).toBe(sum(taken))
      expect(body.ledger).toMatchObject({ differenceMinor: 0, returnedDifferenceMinor: 0, amountMinor: sum(taken) })
      for (const { status, reason } of body.byReason) expect(reason === null).toBe(status === 'paid')
      await expectTrueBooks(program)
      await program.stop()
    }),
    { numRuns: 12 },
  )
})

it('a difference to the ledger is shown to the cent, and its silence as not known', async () => {
  const taken = [issued(newId(), { amountMinor: 700 })]
  const answers = { getDayPayouts: () => ({ ...ledgerOf(taken, [{ amountMinor: 3 }]), paidOutMinor: 705, payouts: 2 }) }
  const program = await startBilling({ now: noon, still: true, answers })
  await program.say(payoutIssued, ...taken)
  await program.settled()
  const { body } = await program.as('executive').call(billingRoutes.getPayoutReport, { params: { day } })
  expect(body.ledger).toEqual({
    payouts: 2,
    amountMinor: 705,
    returnedPayouts: 1,
    returnedMinor: 3,
    differenceMinor: -5,
    returnedDifferenceMinor: -3,
  })
  await program.stop()
})
