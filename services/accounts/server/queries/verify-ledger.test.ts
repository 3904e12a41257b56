import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { LedgerStory } from '../testing/ledger-story.ts'
import { verifyLedger } from './verify-ledger.ts'

let ledger: LedgerStory
beforeEach(async () => {
  ledger = await LedgerStory.start()
  // Rows 1 to 5: kesha's fee, reward and payout, gosha's fee, and kesha's returned payout.
  await ledger.tell(`
    at 2026-03-02 10:00
    assign kesha T1
    close kesha T1
    assign gosha T2
    closing 2026-03-02
    at 2026-03-03 10:00
    return kesha 2026-03-02`)
})
afterEach(() => ledger.program.stop())

it('finds nothing wrong in a ledger that is right, and says over how much it looked', async () => {
  const verified = await verifyLedger(ledger.program.session())
  expect(verified.map(({ invariant, checked, offenders }) => [invariant, checked, offenders])).toEqual(
    ['I1', 'I2', 'I3', 'I4', 'I5', 'I11', 'reversals', 'sums'].map((invariant) => [invariant, 5, []]),
  )
})

it.each([
  ['a balance that is not the sum of its rows', 'update accounts set balance_minor = balance_minor + 1', 'I1'],
  ['a row that was lost', "delete from transactions where kind = 'reward'", 'I1'],
  ['a hole in a sequence', "update transactions set sequence = 9 where kind = 'payout_return'", 'I1'],
  ['a running balance that does not run', 'update transactions set balance_minor = 7 where number = 2', 'I1'],
  ['rows without an account', 'delete from accounts where balance_minor < 0', 'I1'],
  ['an account without rows', "insert into accounts values ('nobody', 0, 0)", 'I1'],
  [
    'a fee at another price',
    `insert into transactions (number, user_id, sequence, at, day, kind, task_id, amount_minor, balance_minor)
     select 99, user_id, 99, at, day, 'fee', task_id, -1, -1 from transactions where number = 1`,
    'I2',
  ],
  [
    'a second reward',
    `insert into transactions (number, user_id, sequence, at, day, kind, task_id, amount_minor, balance_minor)
     select 99, user_id, 99, at, day, 'reward', task_id, amount_minor, 0 from transactions where kind = 'reward'`,
    'I3',
  ],
  ['a payout over another amount', 'update payouts set amount_minor = 1', 'I4'],
  ['a payout without its row', "insert into payouts select 'other', 'other', day, 1, 1, 77, null from payouts", 'I4'],
  ['a payout row without a payout', 'delete from payouts', 'I4'],
  ['money left after the closing', "update transactions set day = '2026-03-02' where kind = 'payout_return'", 'I5'],
  ['a reversal that is no opposite', 'insert into reversals values (5, 4)', 'reversals'],
  ['a reversal without its row', 'insert into reversals values (99, 1)', 'reversals'],
  ['a day of a performer that is not its sum', 'update account_days set fees_minor = fees_minor + 1', 'sums'],
  ['a day of the company that is not its sum', 'update days set payouts = payouts + 1', 'sums'],
  ['a row before its day begins', 'update days set first_number = first_number + 1', 'sums'],
  ['a row after its day has ended', 'update days set last_number = last_number - 1', 'sums'],
  ['a day that does not know its rows', 'update days set first_number = null', 'sums'],
  ['a payout that no list of payouts would show', 'delete from rare_transactions', 'sums'],
  ['a payout in the list that is none', "insert into rare_transactions values ('payout', 1)", 'sums'],
  ['a performer’s day that is missing', 'delete from account_days', 'sums'],
])('finds %s', async (_, corruption, invariant) => {
  await sql.raw(corruption).execute(ledger.program.database.query)
  const wrongs = await ledger.wrongs()
  expect(wrongs.filter((wrong) => wrong.startsWith(invariant))).not.toEqual([])
})

const broken = [
  'update transactions set amount_minor = amount_minor + 0.5 where number = 4',
  "update accounts set balance_minor = 'much' where balance_minor < 0",
]
it.each(broken)('finds what is no whole number, unless the database lets none in: %s', async (corruption) => {
  const { database } = ledger.program
  const isLetIn = await sql
    .raw(corruption)
    .execute(database.query)
    .then(
      () => true,
      () => false,
    )
  const { rows } = await sql<{ amount: unknown }>`
    select amount_minor as amount from transactions union select balance_minor as amount from accounts`.execute(
    database.query,
  )
  const areWhole = rows.every(({ amount }) => Number.isSafeInteger(amount))
  const wrongs = (await ledger.wrongs()).filter((wrong) => wrong.startsWith('I11'))
  expect([areWhole, wrongs.length === 0]).toEqual(database.dialect.name === 'sqlite' ? [false, false] : [true, true])
  expect(isLetIn || database.dialect.name === 'mysql').toBe(true)
})
