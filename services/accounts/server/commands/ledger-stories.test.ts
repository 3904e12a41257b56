import { accountRoutes } from '@popug/contracts/accounts.ts'
import { expect, it } from 'vitest'
import { LedgerStory, tidy } from '../testing/ledger-story.ts'

// action                    | person kind amount balance-after day-it-is-posted-on
const stories: Record<string, string> = {
  'a fee is charged at each assignment, the reward credited once': `
    at 2026-03-02 10:00
    assign kesha T1          | kesha fee     -10.00  -10.00  03-02
    assign gosha T1          | gosha fee     -10.00  -10.00  03-02
    assign kesha T1          | kesha fee     -10.00  -20.00  03-02
    close  kesha T1          | kesha reward   30.00   10.00  03-02
    close  kesha T1
    close  gosha T1`,

  'a closing pays what is above zero and carries over what is below': `
    at 2026-03-02 10:00
    assign kesha T1          | kesha fee     -10.00  -10.00  03-02
    close  kesha T1          | kesha reward   30.00   20.00  03-02
    assign gosha T2          | gosha fee     -10.00  -10.00  03-02
    correct rio 5.00 gift    | rio correction  5.00    5.00  03-02
    correct rio -5.00 undone | rio correction -5.00    0.00  03-02
    closing 2026-03-02       | kesha payout  -20.00    0.00  03-02
    at 2026-03-03 10:00
    close  gosha T2          | gosha reward   30.00   20.00  03-03
    closing 2026-03-03       | gosha payout  -20.00    0.00  03-03`,

  'a day closed again pays nothing again': `
    at 2026-03-02 10:00
    close  kesha T1          | kesha reward   30.00   30.00  03-02
    closing 2026-03-02       | kesha payout  -30.00    0.00  03-02
    closing 2026-03-02
    at 2026-03-03 10:00
    closing 2026-03-02`,

  'what is done after the closing belongs to the next day': `
    at 2026-03-02 10:00
    close  kesha T1          | kesha reward   30.00   30.00  03-02
    closing 2026-03-02       | kesha payout  -30.00    0.00  03-02
    at 2026-03-02 23:00
    close  kesha T2          | kesha reward   30.00   30.00  03-03
    correct kesha 1.00 tip   | kesha correction 1.00  31.00  03-03
    closing 2026-03-02
    closing 2026-03-03       | ! day_not_begun
    at 2026-03-03 00:00
    assign kesha T3          | kesha fee     -10.00   21.00  03-03
    closing 2026-03-03       | kesha payout  -21.00    0.00  03-03`,

  'a day closed late takes only what was its own': `
    at 2026-03-02 10:00
    close  kesha T1          | kesha reward   30.00   30.00  03-02
    assign gosha T2          | gosha fee     -10.00  -10.00  03-02
    at 2026-03-03 10:00
    assign kesha T3          | kesha fee     -10.00   20.00  03-03
    close  gosha T2          | gosha reward   30.00   20.00  03-03
    closing 2026-03-02       | kesha payout  -30.00  -10.00  03-02
    closing 2026-03-03       | gosha payout  -20.00    0.00  03-03`,

  'days nobody closed are closed together with the next one': `
    at 2026-02-27 10:00
    close  kesha T1          | kesha reward   30.00   30.00  02-27
    at 2026-02-28 10:00
    close  kesha T2          | kesha reward   30.00   60.00  02-28
    at 2026-03-02 10:00
    close  kesha T3          | kesha reward   30.00   90.00  03-02
    closing 2026-02-28       | kesha payout  -60.00   30.00  02-28
    closing 2026-02-27
    closing 2026-03-02       | kesha payout  -30.00    0.00  03-02`,

  'a returned payout comes back once, on the day of its return': `
    at 2026-03-02 10:00
    close  kesha T1          | kesha reward   30.00   30.00  03-02
    closing 2026-03-02       | kesha payout  -30.00    0.00  03-02
    at 2026-03-04 10:00
    return kesha 2026-03-02  | kesha payout_return 30.00 30.00 03-04
    return kesha 2026-03-02
    closing 2026-03-04       | kesha payout  -30.00    0.00  03-04`,

  'a clock that goes back posts nothing on a closed day': `
    at 2026-03-03 01:00
    close  kesha T1          | kesha reward   30.00   30.00  03-03
    closing 2026-03-03       | kesha payout  -30.00    0.00  03-03
    at 2026-03-02 23:00
    close  kesha T2          | kesha reward   30.00   30.00  03-04
    closing 2026-03-03       | ! day_not_begun
    closing 2026-03-02`,

  'the last day of February of a leap year': `
    at 2028-02-29 12:00
    close  kesha T1          | kesha reward   30.00   30.00  02-29
    closing 2028-02-29       | kesha payout  -30.00    0.00  02-29
    close  kesha T2          | kesha reward   30.00   30.00  03-01
    closing 2027-02-29       | ! invalid`,
}

it.each(Object.entries(stories))('%s', async (_, story) => {
  const ledger = await LedgerStory.start()
  expect(await ledger.tell(story)).toEqual(tidy(story))
  expect(await ledger.wrongs()).toEqual([])
  await ledger.program.stop()
})

it('a day begins at midnight of the business time zone', async () => {
  const ledger = await LedgerStory.start({ BUSINESS_TIME_ZONE: 'Asia/Vladivostok' })
  // Vladivostok is ten hours ahead of the story's clock.
  const story = `
    at 2026-03-02 13:59
    close kesha T1           | kesha reward   30.00   30.00  03-02
    at 2026-03-02 14:00
    close kesha T2           | kesha reward   30.00   60.00  03-03
    closing 2026-03-02       | kesha payout  -30.00   30.00  03-02`
  expect(await ledger.tell(story)).toEqual(tidy(story))
  await ledger.program.stop()
})

it('profit is fees less rewards, losers are those whose fees outweigh their rewards', async () => {
  const ledger = await LedgerStory.start()
  await ledger.tell(`
    at 2026-03-02 10:00
    assign kesha T1
    assign gosha T2
    assign rio T3
    close rio T3
    correct kesha 50.00 consolation
    correct ara -5.00 typo`)
  const day = { day: '2026-03-02', feesMinor: 3000, rewardsMinor: 3000, profitMinor: 0, losers: 2 }
  const executive = ledger.program.as('executive')
  const before = await executive.call(accountRoutes.getDay, { params: { day: '2026-03-02' } })
  const carry = { payoutMinMinor: 1, carried: 0, carriedMinor: 0 }
  expect(before.body).toEqual({ ...day, ...carry, payouts: 0, paidOutMinor: 0, status: 'open', closedAt: null })
  await ledger.tell('closing 2026-03-02')
  const after = await executive.call(accountRoutes.getDay, { params: { day: '2026-03-02' } })
  const closedAt = '2026-03-02T10:00:00.000Z'
  expect(after.body).toEqual({ ...day, ...carry, payouts: 2, paidOutMinor: 6000, status: 'closed', closedAt })
  await ledger.program.stop()
})
