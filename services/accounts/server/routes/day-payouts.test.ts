import { accountRoutes } from '@popug/contracts/accounts.ts'
import { expect, it } from 'vitest'
import { LedgerStory } from '../testing/ledger-story.ts'

it('what a day paid out, and what of it came back on whatever day, are the sums of their transactions', async () => {
  const ledger = await LedgerStory.start()
  await ledger.tell(`
    at 2026-03-02 10:00
    close kesha T1
    close gosha T2
    close gosha T3
    close rio T4
    closing 2026-03-02
    at 2026-03-03 10:00
    close kesha T5
    closing 2026-03-03
    at 2026-03-05 10:00
    return gosha 2026-03-02
    return gosha 2026-03-02
    return rio 2026-03-02`)
  const { body: rows } = await ledger.program
    .as('admin')
    .call(accountRoutes.listTransactions, { query: { limit: 500 } })
  const sum = (of: typeof rows.items) => of.reduce((total, { amountMinor }) => total + amountMinor, 0)
  for (const [day, returned] of [
    ['2026-03-02', 2],
    ['2026-03-03', 0],
    ['2026-03-04', 0],
  ] as const) {
    const taken = rows.items.filter((row) => row.kind === 'payout' && row.day === day)
    const ids = taken.map(({ payoutId }) => payoutId)
    const back = rows.items.filter((row) => row.kind === 'payout_return' && ids.includes(row.payoutId))
    expect(back).toHaveLength(returned)
    const { body } = await ledger.program.as('executive').call(accountRoutes.getDayPayouts, { params: { day } })
    expect(body).toEqual({
      day,
      currency: 'USD',
      payouts: taken.length,
      paidOutMinor: 0 - sum(taken),
      returnedPayouts: back.length,
      returnedMinor: sum(back),
    })
  }
  const odd = await ledger.program.as('admin').call(accountRoutes.getDayPayouts, { params: { day: '2026-02-30' } })
  expect(odd).toMatchObject({ status: 400, body: { code: 'invalid' } })
  await ledger.program.stop()
})
