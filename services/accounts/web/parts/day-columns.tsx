import type { DayTotals } from '@popug/contracts/accounts.ts'
import { type Column, moneyColumn, StatusBadge, useFormat, useText } from '@popug/ui-kit'
import { dayColumn } from './day-column.tsx'

/** The columns of the company's days. */
export const useDayColumns = (): Column<DayTotals>[] => {
  const text = useText()
  const format = useFormat()
  return [
    dayColumn(text('day')),
    { key: 'status', title: text('status.title'), cell: ({ status }) => <StatusBadge of="day" status={status} /> },
    moneyColumn('feesMinor', text('company.fees'), { wideOnly: true }),
    moneyColumn('rewardsMinor', text('company.rewards'), { wideOnly: true }),
    moneyColumn('profitMinor', text('company.profit'), { signed: true }),
    { key: 'losers', title: text('company.losers'), end: true, cell: ({ losers }) => format.number(losers) },
    {
      key: 'payouts',
      title: text('company.payouts'),
      end: true,
      wideOnly: true,
      cell: ({ payouts }) => format.number(payouts),
    },
    moneyColumn('paidOutMinor', text('paidOut')),
  ]
}
