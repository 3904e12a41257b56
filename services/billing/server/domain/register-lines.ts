import { readTable, type TableFault } from '@popug/contracts/csv-table.ts'
import { minorDigits } from '@popug/contracts/money.ts'
import { mostRegisterLines, type ReconciliationReason, registerColumns } from '@popug/contracts/reconciliations.ts'

/** A line of the bank's register as it was understood, or why it was not. */
export type RegisterLine =
  | { readonly line: number; readonly fault: ReconciliationReason }
  | {
      readonly line: number
      readonly fault: null
      readonly payoutId: string
      readonly amountMinor: number
      readonly currency: string
      readonly reference: string | null
    }

type Column = (typeof registerColumns)[number]
type Values = Readonly<Partial<Record<Column, string>>>

const id = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const longestReference = 200
/** What a bank's own number is made of; never a card's, which is no more than digits. */
const reference = /^(?!\d{12,19}$)[\w.:/-]+$/

/** Minor units of a plain decimal with a point or a comma; null for anything else, and for more digits than the currency has. */
export const minorOf = (text: string, currency: string): number | null => {
  const digits = minorDigits(currency)
  const [, whole = '', part = ''] = /^(\d{1,13})(?:[.,](\d{1,4}))?$/.exec(text) ?? []
  if (whole === '' || part.length > digits) return null
  return Number(whole + part.padEnd(digits, '0'))
}

const understand = (line: number, values: Values, fault: TableFault | null, own: string): RegisterLine => {
  const refuse = (why: ReconciliationReason): RegisterLine => ({ line, fault: why })
  if (fault) return refuse(fault)
  const { payout = '', amount = '', currency = own, reference: number = null } = values
  const payoutId = payout.toLowerCase()
  if (!id.test(payoutId)) return refuse('payout_wrong')
  if (!/^[A-Z]{3}$/.test(currency)) return refuse('currency_wrong')
  const amountMinor = minorOf(amount, currency)
  if (amountMinor === null) return refuse('amount_wrong')
  if (number !== null && (number.length > longestReference || !reference.test(number))) return refuse('reference_wrong')
  return { line, fault: null, payoutId, amountMinor, currency, reference: number }
}

/**
 * The lines of the bank's register, a CSV with the columns payout and amount, and currency (the installation's unless told)
 * and reference where the bank gives them. A payout that comes twice is refused the second time. Refuses a file as
 * `readTable` does: `invalid`, or `too_large` beyond 20,000 lines.
 */
export const readRegister = (csv: string, currency: string): RegisterLine[] => {
  const rules = { columns: registerColumns, required: ['payout', 'amount'] as const, maxLines: mostRegisterLines }
  const met = new Set<string>()
  return readTable<Column>(csv, rules).map(({ line, values, fault }) => {
    const read = understand(line, values, fault, currency)
    if (read.fault !== null) return read
    if (met.has(read.payoutId)) return { line, fault: 'payout_twice' }
    met.add(read.payoutId)
    return read
  })
}
