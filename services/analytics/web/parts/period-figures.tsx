import { analyticsRoutes, type Period, type PeriodStatistics } from '@popug/contracts/analytics.ts'
import { addDays } from '@popug/contracts/days.ts'
import {
  BarsByDay,
  type Column,
  DataTable,
  Empty,
  moneyColumn,
  PageLink,
  Query,
  type Range,
  useFormat,
  useRoute,
  useText,
} from '@popug/ui-kit'
import { useWorkColumns } from './figure-columns.tsx'
import { PeriodName } from './period-name.tsx'
import { startsBefore, startsOf } from './period-starts.ts'

/** The figures of each day, week or month of a range: profit as bars, money and work as tables. */
export const PeriodFigures = ({ range, period }: { readonly range: Range; readonly period: Period }) => {
  const text = useText()
  const format = useFormat()
  const work = useWorkColumns()
  const found = useRoute(
    analyticsRoutes.listPeriodStatistics,
    { query: { ...range, period, limit: 500 } },
    { keep: true },
  )
  const starts = startsOf(period, range)
  const previous = startsBefore(period, starts)
  const before = useRoute(
    analyticsRoutes.listPeriodStatistics,
    { query: { from: previous[0], to: addDays(starts[0] ?? range.from, -1), period, limit: 500 } },
    { keep: true },
  )
  const profitBefore = new Map(before.data?.items.map((item) => [item.from, item.profitMinor]))
  const name: Column<PeriodStatistics> = {
    key: 'period',
    title: text(`period.${period}`),
    main: true,
    cell: ({ from, to }) => (
      <PageLink to="/performers" search={{ period, day: from }}>
        <PeriodName from={from} to={to} />
      </PageLink>
    ),
  }
  const money = (currency: string): Column<PeriodStatistics>[] => [
    name,
    moneyColumn('feesMinor', text('fees'), { currency }),
    moneyColumn('rewardsMinor', text('rewards'), { currency }),
    moneyColumn('profitMinor', text('profit'), { currency, signed: true }),
    { key: 'losers', title: text('losers'), end: true, cell: ({ losers }) => format.number(losers) },
    moneyColumn('payoutsMinor', text('payouts'), { currency, wideOnly: true }),
    moneyColumn('returnsMinor', text('returns'), { currency, wideOnly: true }),
    moneyColumn('correctionsMinor', text('corrections'), { currency, signed: true, wideOnly: true }),
  ]
  return (
    <Query of={found} empty={<Empty title={text('nothingHappened')} />}>
      {({ items, currency }) => {
        const profit = new Map(items.map((item) => [item.from, item.profitMinor]))
        return (
          <>
            <BarsByDay
              title={text(`profitBy.${period}`)}
              days={starts.map((day, index) => ({
                day,
                minor: profit.get(day) ?? 0,
                beforeMinor: profitBefore.get(previous[index] ?? '') ?? 0,
              }))}
              {...(before.data && { before: text(`periodsBefore.${period}`) })}
              currency={currency}
              amount={text('profit')}
            />
            <DataTable
              label={text('moneyFigures')}
              columns={money(currency)}
              rows={items}
              rowKey={({ from }) => from}
            />
            <DataTable label={text('workFigures')} columns={[name, ...work]} rows={items} rowKey={({ from }) => from} />
          </>
        )
      }}
    </Query>
  )
}
