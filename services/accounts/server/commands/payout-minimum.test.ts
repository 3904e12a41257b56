import { accountRoutes } from '@popug/contracts/accounts.ts'
import { payoutIssued } from '@popug/contracts/events.ts'
import { newId, systemActorId } from '@popug/service-kit'
import { makeTestStore, startTestProgram, until } from '@popug/service-kit/testing'
import { expect, it, onTestFinished } from 'vitest'
import { accountsService, verifyLedger } from '../service.ts'
import { LedgerStory, roundPrices, tidy } from '../testing/ledger-story.ts'
import { advanceClosing } from './advance-closing.ts'
import { chargeAndCredit } from './charge-and-credit.ts'

const story = `
  at 2026-03-02 10:00
  close  kesha T1          | kesha reward   30.00   30.00  03-02
  close  gosha T2          | gosha reward   30.00   30.00  03-02
  assign gosha T3          | gosha fee     -10.00   20.00  03-02
  assign rio   T4          | rio   fee     -10.00  -10.00  03-02
  closing 2026-03-02       | kesha payout  -30.00    0.00  03-02
  at 2026-03-03 10:00
  correct gosha 9.99 gift  | gosha correction 9.99  29.99  03-03
  closing 2026-03-03
  at 2026-03-04 10:00
  correct gosha 0.01 gift  | gosha correction 0.01  30.00  03-04
  closing 2026-03-04       | gosha payout  -30.00    0.00  03-04`

it('a balance below the least payout stays, and is paid on the day on which it reaches it', async () => {
  const ledger = await LedgerStory.start({ PAYOUT_MIN_MINOR: '3000' })
  expect(await ledger.tell(story)).toEqual(tidy(story))
  expect(await ledger.wrongs()).toEqual([])
  const { body } = await ledger.program.as('executive').call(accountRoutes.listDays)
  const carried = body.items.map(({ day, payouts, payoutMinMinor, carried, carriedMinor }) =>
    [day.slice(8), payouts, payoutMinMinor, carried, carriedMinor].join(' '),
  )
  expect(carried).toEqual(['04 1 3000 0 0', '03 0 3000 1 2999', '02 1 3000 1 2000'])
  await ledger.program.stop()
})

it('an open day tells the least payout that it would be closed by', async () => {
  const ledger = await LedgerStory.start({ PAYOUT_MIN_MINOR: '777' })
  await ledger.tell('at 2026-03-02 10:00\nclose kesha T1')
  for (const day of ['2026-03-02', '2026-03-03']) {
    const { body } = await ledger.program.as('accountant').call(accountRoutes.getDay, { params: { day } })
    expect(body).toMatchObject({ status: 'open', payoutMinMinor: 777, carried: 0 })
  }
  await ledger.program.stop()
})

it('a closing goes by the least payout that it began with, and is judged by it, whatever the settings say later', async () => {
  const store = await makeTestStore()
  onTestFinished(() => store.remove())
  const day = '2026-03-02'
  const start = (PAYOUT_MIN_MINOR: string) =>
    startTestProgram(accountsService, {
      env: { ...roundPrices, DAY_CLOSING: 'by_hand', PAYOUT_MIN_MINOR },
      now: Date.parse(`${day}T12:00:00Z`),
      database: store.open<object>().database,
      jobsByTime: false,
    })
  const before = await start('5000')
  const [rich, poor] = [newId(), newId()]
  const work = [rich, rich, poor].map((userId) => ({ kind: 'closed' as const, taskId: newId(), userId }))
  await before.session().transaction((ctx) => chargeAndCredit(ctx, work))
  await before.session().transaction((ctx) => advanceClosing(ctx, { day }))
  await before.stop()

  const after = await start('1')
  await after.as('accountant').call(accountRoutes.closeDay, { params: { day } })
  expect(await after.said(payoutIssued)).toMatchObject([{ userId: rich, amountMinor: 6_000 }])
  const wrong = async () => (await verifyLedger(after.session())).filter(({ offenders }) => offenders.length > 0)
  expect(await wrong()).toEqual([])
  await after.database.query.updateTable('ledger').set({ payoutMinMinor: 3_000 }).execute()
  expect(await wrong()).toMatchObject([{ invariant: 'I5', offenders: [poor] }])
  await after.stop()
})

it('a payout says who closed its day, be it a person or the schedule', async () => {
  const ledger = await LedgerStory.start({ DAY_CLOSING: 'schedule' })
  const accountant = ledger.program.as('accountant')
  await ledger.tell('at 2026-03-02 10:00\nclose kesha T1')
  await accountant.call(accountRoutes.closeDay, { params: { day: '2026-03-02' } })
  await ledger.tell('at 2026-03-03 10:00\nclose kesha T2\nat 2026-03-03 22:00')
  ledger.program.session().wake('close-days')
  await until('the schedule has closed the day', async () => (await ledger.program.said(payoutIssued)).length === 2)
  const said = await ledger.program.said(payoutIssued)
  expect(said.map(({ closedBy }) => closedBy)).toEqual([accountant.id, systemActorId])
  await ledger.program.stop()
})

it.each(['0', '-1', '0.5', '1000000001', 'ten'])('a least payout of %s is refused', async (PAYOUT_MIN_MINOR) => {
  await expect(LedgerStory.start({ PAYOUT_MIN_MINOR })).rejects.toThrow('PAYOUT_MIN_MINOR')
})
