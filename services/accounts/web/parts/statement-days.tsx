import type { Statement } from '@popug/contracts/statements.ts'
import { type Column, DataTable, Empty, moneyColumn, useText } from '@popug/ui-kit'
import { dayColumn } from './day-column.tsx'

type Line = Statement['days'][number]

/** The days of a statement, oldest first, each with the balance it ended with. */
export const StatementDays = ({ of }: { readonly of: Statement }) => {
  const text = useText()
  const { currency } = of
  const columns: Column<Line>[] = [
    dayColumn(text('day')),
    moneyColumn('feesMinor', text('fees'), { currency, minus: true }),
    moneyColumn('rewardsMinor', text('rewards'), { currency }),
    moneyColumn('paidOutMinor', text('paidOut'), { currency, minus: true }),
    moneyColumn('otherMinor', text('other'), { currency }),
    moneyColumn('balanceMinor', text('statement.balance'), { currency }),
  ]
  if (of.days.length === 0) return <Empty title={text('statement.none')} />
  return <DataTable label={text('statement.days')} columns={columns} rows={of.days} rowKey={({ day }) => day} />
}
