import { makeTestStore, migrate } from '@popug/service-kit/testing'
import { sql } from 'kysely'
import { expect, it, onTestFinished } from 'vitest'
import { ledgerChecks } from './ledger-checks.ts'
import { migrations } from './migrations.ts'
import type { Tables } from './tables.ts'

it('finds the rows of days and of rare kinds that were posted before they were kept apart', async () => {
  const store = await makeTestStore()
  onTestFinished(() => store.remove())
  const { database } = store.open<Tables>()
  onTestFinished(() => database.close())
  const first = Object.entries(migrations).filter(([name]) => name < '018')
  await migrate(database, Object.fromEntries(first), 'service')
  const rows = [
    [1, '2026-03-01', 'fee'],
    [2, '2026-03-01', 'payout'],
    [3, '2026-03-02', 'reward'],
    [4, '2026-03-01', 'payout'],
    [5, '2026-03-02', 'correction'],
  ] as const
  for (const [number, day, kind] of rows) {
    await sql`insert into transactions (number, user_id, sequence, at, day, kind, amount_minor, balance_minor)
      values (${number}, 'someone', ${number}, 0, ${day}, ${kind}, 1, 1)`.execute(database.query)
  }
  for (const [day, status] of [
    ['2026-03-01', 'closed'],
    ['2026-03-02', 'open'],
  ]) {
    await sql`insert into days (day, fees_minor, rewards_minor, payouts, paid_out_minor, status)
      values (${day}, 0, 0, 0, 0, ${status})`.execute(database.query)
  }

  await migrate(database, migrations, 'service')
  const days = database.query.selectFrom('days').select(['day', 'firstNumber', 'lastNumber']).orderBy('day')
  expect(await days.execute()).toEqual([
    { day: '2026-03-01', firstNumber: 1, lastNumber: 4 },
    { day: '2026-03-02', firstNumber: 3, lastNumber: null },
  ])
  expect(await ledgerChecks(database).unlistedRows()).toEqual([])
})
