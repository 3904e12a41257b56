import type { Db } from '@popug/service-kit'
import type { LedgerRow } from '../domain/posting.ts'
import type { LinkedRow } from '../domain/reversal.ts'
import type { Tables } from './tables.ts'

/** Which rows of the ledger take which back; apart from the rows, so that the millions that never are cost nothing. */
export const reversalRepository = (db: Db<Tables>) => ({
  add: (number: number, reversesNumber: number): Promise<void> =>
    db.insertMany('reversals', [{ number, reversesNumber }]),

  /** Rows with what they take back and what took them back; ask for a bounded number. */
  async link(rows: readonly LedgerRow[]): Promise<LinkedRow[]> {
    if (rows.length === 0) return []
    const numbers = rows.map(({ number }) => number)
    const reversals = db.query.selectFrom('reversals').selectAll()
    // Two statements, for neither database uses both indexes for an `or`.
    const found = [
      ...(await reversals.where('number', 'in', numbers).execute()),
      ...(await reversals.where('reversesNumber', 'in', numbers).execute()),
    ]
    const reverses = new Map(found.map((one) => [one.number, one.reversesNumber]))
    const reversedBy = new Map(found.map((one) => [one.reversesNumber, one.number]))
    return rows.map((row) => ({
      ...row,
      reverses: reverses.get(row.number) ?? null,
      reversedBy: reversedBy.get(row.number) ?? null,
    }))
  },
})
