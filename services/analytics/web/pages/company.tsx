import { Stack } from '@mantine/core'
import { analyticsRoutes, type Period } from '@popug/contracts/analytics.ts'
import { addDays, type Day } from '@popug/contracts/days.ts'
import {
  amountsByDay,
  BarsByDay,
  DownloadButton,
  download,
  Loading,
  Page,
  periodBefore,
  Query,
  type Range,
  type RangeChoice,
  RangeField,
  rangeOf,
  useMe,
  useRoute,
  useText,
  useUrlState,
} from '@popug/ui-kit'
import { useBusinessDay } from '../parts/business-day.ts'
import { CompanyFigures } from '../parts/company-figures.tsx'
import { periodNamed } from '../parts/period-field.tsx'
import { RebuildStatistics } from '../parts/rebuild-statistics.tsx'
import { SectionLinks } from '../parts/section-links.tsx'
import { TopTasks } from '../parts/top-tasks.tsx'

const noChoice: RangeChoice & { period: Period } = { span: '7', from: '', to: '', period: 'day' }
/** Work goes on while the page is open; it looks again this often, in milliseconds. */
const lookEvery = 15_000

const Figures = ({ range, today }: { readonly range: Range; readonly today: Day }) => {
  const text = useText()
  // Both periods at once; today and yesterday besides, for their losers, where the range ended earlier.
  const { from } = periodBefore(range)
  const days = useRoute(
    analyticsRoutes.listDayStatistics,
    { query: { from, to: range.to, limit: 500 } },
    { keep: true, refetchInterval: lookEvery },
  )
  const now = useRoute(
    analyticsRoutes.listDayStatistics,
    { query: { from: addDays(today, -1), to: today } },
    { refetchInterval: lookEvery },
  )
  return (
    <Query of={days} isEmpty={() => false} loading={<Loading shape="overview" />}>
      {({ items, currency }) => (
        <>
          <CompanyFigures days={items} range={range} today={today} lately={now.data?.items} currency={currency} />
          <BarsByDay
            title={text('profitByDay')}
            days={amountsByDay(new Map(items.map(({ day, profitMinor }) => [day, profitMinor])), range)}
            currency={currency}
            amount={text('profit')}
            before={text('before')}
          />
        </>
      )}
    </Query>
  )
}

/** A button that takes the days of the range to a spreadsheet. */
const SaveDays = ({ range }: { readonly range: Range }) => {
  const text = useText()
  const query = { ...range, period: 'day' } as const
  const save = () => download(analyticsRoutes.listPeriodStatistics, `days-${range.from}-${range.to}.csv`, { query })
  return <DownloadButton save={save}>{text('csv')}</DownloadButton>
}

/** How the company does: figures of a range of days, profit by day, and the most expensive tasks. */
export const Company = () => {
  const text = useText()
  const me = useMe()
  const { today } = useBusinessDay()
  const [choice, setChoice] = useUrlState(noChoice)
  const range = today === undefined ? null : rangeOf(choice, today)
  const period = periodNamed(choice.period, 'day')
  return (
    <Page
      title={text('company')}
      actions={
        <>
          {range && <SaveDays range={range} />}
          {me.role === 'admin' && <RebuildStatistics />}
        </>
      }
    >
      <SectionLinks />
      {today === undefined ? (
        <Loading shape="overview" />
      ) : (
        <Stack gap="lg">
          <RangeField
            choice={choice}
            onChange={setChoice}
            range={range}
            otherwise={range ?? rangeOf(noChoice, today) ?? { from: today, to: today }}
            today={today}
          />
          {range && (
            <>
              <Figures range={range} today={today} />
              <TopTasks range={range} period={period} onPeriod={(next) => setChoice({ period: next })} />
            </>
          )}
        </Stack>
      )}
    </Page>
  )
}
