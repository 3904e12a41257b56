import type { Statement } from '@popug/contracts/statements.ts'
import { type Column, DataTable, DayText, Empty, Money, PageLink, useText } from '@popug/ui-kit'

type Line = Statement['days'][number]

/** The days of a statement, oldest first, each with the balance it ended with. */
export const StatementDays = ({ of }: { readonly of: Statement }) => {
  const text = useText()
  const money = (
    key: 'feesMinor' | 'rewardsMinor' | 'paidOutMinor' | 'otherMinor' | 'balanceMinor',
    title: string,
    { minus = false, ...more }: Partial<Column<Line>> & { minus?: boolean } = {},
  ): Column<Line> => ({
    key,
    title,
    end: true,
    cell: (row) => <Money minor={minus ? -row[key] : row[key]} currency={of.currency} />,
    ...more,
  })
  const columns: Column<Line>[] = [
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
    money('feesMinor', text('fees'), { minus: true }),
    money('rewardsMinor', text('rewards')),
    money('paidOutMinor', text('paidOut'), { minus: true }),
    money('otherMinor', text('other')),
    money('balanceMinor', text('statement.balance')),
  ]
  if (of.days.length === 0) return <Empty title={text('statement.none')} />
  return <DataTable label={text('statement.days')} columns={columns} rows={of.days} rowKey={({ day }) => day} />
}
