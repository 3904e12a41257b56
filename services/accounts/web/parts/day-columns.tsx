import type { DayTotals } from '@popug/contracts/accounts.ts'
import { type Column, DayText, Money, PageLink, StatusBadge, useFormat, useText } from '@popug/ui-kit'

/** The columns of the company's days. */
export const useDayColumns = (): Column<DayTotals>[] => {
  const text = useText()
  const format = useFormat()
  return [
    {
      key: 'day',
      title: text('day'),
      main: true,
      cell: ({ day }) => (
        <PageLink to="/days/$day" params={{ day }}>
          <DayText day={day} />
        </PageLink>
      ),
    },
    { key: 'status', title: text('status.title'), cell: ({ status }) => <StatusBadge of="day" status={status} /> },
    {
      key: 'fees',
      title: text('company.fees'),
      end: true,
      wideOnly: true,
      cell: (row) => <Money minor={row.feesMinor} />,
    },
    {
      key: 'rewards',
      title: text('company.rewards'),
      end: true,
      wideOnly: true,
      cell: (row) => <Money minor={row.rewardsMinor} />,
    },
    {
      key: 'profit',
      title: text('company.profit'),
      end: true,
      cell: (row) => <Money minor={row.profitMinor} signed />,
    },
    { key: 'losers', title: text('company.losers'), end: true, cell: ({ losers }) => format.number(losers) },
    {
      key: 'payouts',
      title: text('company.payouts'),
      end: true,
      wideOnly: true,
      cell: ({ payouts }) => format.number(payouts),
    },
    { key: 'paid', title: text('paidOut'), end: true, cell: (row) => <Money minor={row.paidOutMinor} /> },
  ]
}
