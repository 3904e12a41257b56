import { accountRoutes } from '@popug/contracts/accounts.ts'
import { moment } from '@popug/contracts/days.ts'
import { type DataOf, payoutReturned, taskAssigned, transactionPosted } from '@popug/contracts/events.ts'
import { newId } from '@popug/service-kit'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { LedgerStory } from '../testing/ledger-story.ts'

let ledger: LedgerStory
beforeEach(async () => {
  ledger = await LedgerStory.start()
  await ledger.tell(`
    at 2026-03-02 10:00
    close kesha T1
    closing 2026-03-02`)
})
afterEach(() => ledger.program.stop())

const parked = async () =>
  (await sql<{ reason: string }>`select reason from dead_letters`.execute(ledger.program.database.query)).rows
const balance = async (): Promise<number> => {
  const kesha = ledger.program.as('performer', ledger.person('kesha'))
  return (await kesha.call(accountRoutes.getMyAccount)).body.balanceMinor
}
const payout = async (): Promise<DataOf<typeof payoutReturned>> => {
  const { body } = await ledger.program.as('admin').call(accountRoutes.listIssuedPayouts)
  const [{ id: payoutId, userId, day, amountMinor } = { id: '', userId: '', day: '', amountMinor: 0 }] = body.items
  const returnedAt = moment(ledger.program.clock.now())
  return { payoutId, userId, day, amountMinor, currency: 'USD', reason: 'no card', actorId: newId(), returnedAt }
}

it('a return heard three times, twice of them in one batch, is credited once', async () => {
  const returned = await payout()
  await ledger.program.say(payoutReturned, returned, returned)
  await ledger.program.say(payoutReturned, returned)
  await ledger.program.settled()
  expect(await balance()).toBe(3000)
  expect(await parked()).toEqual([])
  expect(await ledger.wrongs()).toEqual([])
})

it.each<[string, Partial<DataOf<typeof payoutReturned>>]>([
  ['was never issued', { payoutId: newId() }],
  ['was issued to another person', { userId: newId() }],
  ['was issued over another amount', { amountMinor: 1 }],
])('a return of a payout that %s is put aside, those beside it are credited', async (_, change) => {
  const returned = await payout()
  await ledger.program.say(payoutReturned, { ...returned, ...change }, returned)
  await ledger.program.settled()
  expect(await parked()).toHaveLength(1)
  expect(await balance()).toBe(3000)
  expect(await ledger.wrongs()).toEqual([])
})

it('says every row it posts, in order', async () => {
  const assigned = Array.from({ length: 1_500 }, () => ({
    assignmentId: newId(),
    taskId: newId(),
    userId: ledger.person('kesha'),
    assignedAt: moment(ledger.program.clock.now()),
    key: 'POP-1',
    title: 'A task',
  }))
  await ledger.program.say(taskAssigned, ...assigned)
  await ledger.program.settled()
  const said = await ledger.program.said(transactionPosted)
  const rows = await ledger.program.database.query.selectFrom('transactions').selectAll().orderBy('number').execute()
  expect(said).toEqual(
    rows.map(({ number, userId, taskId, payoutId, kind, amountMinor, balanceMinor, day, at }) => ({
      transactionId: String(number),
      userId,
      taskId,
      payoutId,
      kind,
      amountMinor,
      balanceMinor,
      day,
      postedAt: moment(at),
    })),
  )
  expect(rows.slice(-1_500).map(({ taskId }) => taskId)).toEqual(assigned.map(({ taskId }) => taskId))
  expect(await ledger.wrongs()).toEqual([])
})
