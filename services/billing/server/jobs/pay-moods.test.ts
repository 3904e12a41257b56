import { billingRoutes, type SandboxMood, sandboxCards } from '@popug/contracts/billing.ts'
import { payoutIssued, payoutPaid } from '@popug/contracts/events.ts'
import { newId } from '@popug/service-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { expectTrueBooks, issued, noon, type Program, startBilling, untilSettled } from '../testing/billing-program.ts'
import { laterMs } from '../testing/test-bank.ts'

const payoutsOfEach = 50

/** After how many requests at least a payout to a card of this mood comes to its end. */
const requests: Readonly<Record<SandboxMood, number>> = {
  pays: 1,
  slow: 1,
  refused: 1,
  refused_for_now: 3,
  rate_limited: 3,
  fails_before: 2,
  fails_after: 1,
  silent_before: 2,
  times_out: 1,
  pays_later: 1,
}

describe.each(sandboxCards)('fifty payouts to the card that $mood', ({ mood, number }) => {
  let program: Program
  afterEach(() => program.stop())

  it('are charged at most once each, and end as they should', async () => {
    program = await startBilling({ now: noon, env: { PROVIDER_TIMEOUT_MS: '400' } })
    const people = Array.from({ length: 5 }, () => program.as('performer'))
    for (const person of people) await person.call(billingRoutes.putMyCard, { body: { number } })
    const payouts = Array.from({ length: payoutsOfEach }, (_, index) =>
      issued(people[index % people.length]?.id ?? '', { payoutId: newId(), amountMinor: 100 + index }),
    )
    await program.say(payoutIssued, ...payouts)
    await program.settled()
    await untilSettled(program)

    const ended = await program.database.query.selectFrom('payouts').selectAll().execute()
    const expected = mood === 'refused' ? 'failed' : 'paid'
    expect(ended.map(({ status }) => status)).toEqual(Array(payoutsOfEach).fill(expected))

    // The bank's own register is the witness: each payout once, as much as was issued, whatever key it came under.
    const charges = await program.bank.charges()
    const paid = mood === 'refused' ? [] : payouts
    const plain = (rows: readonly { payoutId: string; amountMinor: number }[]) =>
      rows.map(({ payoutId, amountMinor }) => `${payoutId} ${amountMinor}`).sort()
    expect(plain(charges)).toEqual(plain(paid))
    expect((await program.bank.entries()).every(({ attempts }) => attempts >= requests[mood])).toBe(true)
    expect((await program.said(payoutPaid)).map(({ payoutId }) => payoutId).sort()).toEqual(
      paid.map(({ payoutId }) => payoutId).sort(),
    )
    expect(laterMs).toBeLessThan(3_600_000)
    await expectTrueBooks(program)
  })
})
