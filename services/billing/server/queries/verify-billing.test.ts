import { newId } from '@popug/service-kit'
import { afterEach, expect, it } from 'vitest'
import { payPayouts } from '../jobs/pay-payouts.ts'
import { verifyBilling } from '../service.ts'
import {
  cards,
  expectTrueBooks,
  noon,
  type Program,
  personWithPayout,
  startBilling,
} from '../testing/billing-program.ts'

let program: Program
afterEach(() => program.stop())
const wrong = async () =>
  (await verifyBilling(program.session(), undefined))
    .filter(({ offenders }) => offenders.length > 0)
    .map(({ says, offenders }) => [says, ...offenders])

it('finds a payout whose steps tell another state, and one without steps', async () => {
  program = await startBilling({ now: noon, still: true })
  const one = await personWithPayout(program, cards.pays)
  const other = await personWithPayout(program, null)
  await expectTrueBooks(program)
  const { query } = program.database
  await query.updateTable('payouts').set({ status: 'failed' }).where('id', '=', one.payoutId).execute()
  await query.deleteFrom('payoutSteps').where('payoutId', '=', other.payoutId).execute()
  const [[says, ...offenders] = []] = await wrong()
  expect(says).toBe('each payout is in the state that its last step came to')
  expect(offenders.sort()).toEqual([one.payoutId, other.payoutId].sort())
})

it('finds a day that counts less than it has sent, and one that is not counted at all', async () => {
  program = await startBilling({ now: noon, still: true })
  await personWithPayout(program, cards.pays)
  await payPayouts.run(program.session(), new AbortController().signal)
  await expectTrueBooks(program)
  const { query } = program.database
  await query.updateTable('sendingDays').set({ amountMinor: 1_233 }).execute()
  expect(await wrong()).toEqual([['a day counts all that it has sent', '2026-05-20']])
  await query.deleteFrom('sendingDays').execute()
  expect(await wrong()).toEqual([['a day counts all that it has sent', '2026-05-20']])
})

it('finds what was sent though nobody had approved it', async () => {
  program = await startBilling({ now: noon, still: true, env: { PAYOUT_APPROVAL: 'second_person' } })
  const { payoutId } = await personWithPayout(program, cards.pays, newId(), { closedBy: newId() })
  await expectTrueBooks(program)
  const released = { hold: null, dueAt: noon } as const
  await program.database.query.updateTable('payouts').set(released).where('id', '=', payoutId).execute()
  await payPayouts.run(program.session(), new AbortController().signal)
  expect(await wrong()).toEqual([['nothing was sent that a second person had not approved', payoutId]])
})
