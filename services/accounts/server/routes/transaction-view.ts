import { moment } from '@popug/contracts/days.ts'
import { minorToDecimal } from '@popug/contracts/money.ts'
import type { Transaction } from '@popug/contracts/transactions.ts'
import type { LinkedRow } from '../domain/reversal.ts'

const idOrNull = (number: number | null): string | null => (number === null ? null : String(number))

/** A row of the ledger as it is shown. */
export const transactionView = (row: LinkedRow): Transaction => ({
  id: String(row.number),
  at: moment(row.at),
  day: row.day,
  userId: row.userId,
  taskId: row.taskId,
  payoutId: row.payoutId,
  kind: row.kind,
  amountMinor: row.amountMinor,
  balanceMinor: row.balanceMinor,
  reason: row.reason,
  actorId: row.actorId,
  reversesId: idOrNull(row.reverses),
  reversedById: idOrNull(row.reversedBy),
})

/** The columns of rows in CSV. */
export const transactionHeadings = [
  'id',
  'at',
  'day',
  'user_id',
  'task_id',
  'payout_id',
  'kind',
  'amount',
  'balance',
  'currency',
  'reason',
  'actor_id',
  'reverses_id',
  'reversed_by_id',
]

/** A row of the ledger as a line of CSV, amounts in decimals. */
export const transactionLine = (row: LinkedRow, currency: string): (string | null)[] => {
  const { id, at, day, userId, taskId, payoutId, kind, reason, actorId, reversesId, reversedById } =
    transactionView(row)
  const amounts = [minorToDecimal(row.amountMinor, currency), minorToDecimal(row.balanceMinor, currency), currency]
  return [id, at, day, userId, taskId, payoutId, kind, ...amounts, reason, actorId, reversesId, reversedById]
}
