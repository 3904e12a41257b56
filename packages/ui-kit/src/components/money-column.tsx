import type { Column } from './data-table.tsx'
import { Money } from './money.tsx'

interface MoneyColumnOptions {
  readonly currency?: string | undefined
  readonly signed?: boolean
  /** What is kept as a positive amount was taken off. */
  readonly minus?: boolean
  readonly wideOnly?: boolean
}

/** A column of money under each other, by the figure of the row that it shows. */
export const moneyColumn = <K extends string>(
  key: K,
  title: string,
  { currency, signed = false, minus = false, wideOnly = false }: MoneyColumnOptions = {},
): Column<Readonly<Record<K, number>>> => ({
  key,
  title,
  end: true,
  wideOnly,
  cell: (row) => <Money minor={minus ? -row[key] : row[key]} currency={currency} signed={signed} />,
})
