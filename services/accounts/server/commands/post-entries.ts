import { type Day, moment } from '@popug/contracts/days.ts'
import { transactionPosted } from '@popug/contracts/events.ts'
import type { Id } from '@popug/contracts/ids.ts'
import { accountDayRepository } from '../db/account-day-repository.ts'
import { accountRepository } from '../db/account-repository.ts'
import { dayRepository } from '../db/day-repository.ts'
import { ledgerRepository } from '../db/ledger-repository.ts'
import type { Ledger } from '../db/tables.ts'
import { transactionRepository } from '../db/transaction-repository.ts'
import { type AccountState, type Entry, type LedgerRow, type Posting, post } from '../domain/posting.ts'
import type { Command } from '../world.ts'
import { inTurns } from './in-turns.ts'

interface Batch {
  /** The ledger's row, locked by the caller: numbers and balances are right because there is one writer at a time. */
  readonly ledger: Ledger
  readonly day: Day
  readonly entries: readonly Entry[]
  /** The accounts of the entries, where the caller has locked them already. */
  readonly known?: ReadonlyMap<Id, AccountState>
  /** The number of the row that the one entry takes back. */
  readonly reverses?: number
}

/**
 * Posts entries in their order and says so. However many they are, each account, each account's day and the day itself are
 * written once.
 */
export const postEntries: Command<Batch, readonly LedgerRow[]> = async (ctx, batch) => {
  const { ledger, day, entries, known, reverses } = batch
  if (entries.length === 0) return []
  const accounts = accountRepository(ctx.db)
  const posting = post(entries, {
    known: known ?? (await accounts.lockMany([...new Set(entries.map(({ userId }) => userId))])),
    number: ledger.nextNumber,
    at: ctx.now,
    day,
  })
  const { rows } = posting
  const postedAt = moment(ctx.now)
  // The long statement and the saying of it, side by side.
  await Promise.all([
    transactionRepository(ctx.db).add(rows),
    inTurns(rows, (row) =>
      ctx.emit(transactionPosted, {
        transactionId: String(row.number),
        userId: row.userId,
        taskId: row.taskId,
        payoutId: row.payoutId,
        kind: row.kind,
        amountMinor: row.amountMinor,
        balanceMinor: row.balanceMinor,
        day,
        postedAt,
        ...(reverses === undefined ? {} : { reversesId: String(reverses) }),
      }),
    ),
  ])
  await accounts.save(posting.accounts)
  await accountDayRepository(ctx.db).add(day, posting.sums)
  await dayRepository(ctx.db).add(day, daySums(posting), ledger.nextNumber)
  await ledgerRepository(ctx.db).set({ nextNumber: ledger.nextNumber + rows.length })
  return rows
}

const daySums = ({ rows, sums }: Posting) => {
  const total = { feesMinor: 0, rewardsMinor: 0, paidOutMinor: 0, payouts: 0 }
  for (const own of sums.values()) {
    total.feesMinor += own.feesMinor
    total.rewardsMinor += own.rewardsMinor
    total.paidOutMinor += own.paidOutMinor
  }
  for (const { kind } of rows) if (kind === 'payout') total.payouts += 1
  return total
}
