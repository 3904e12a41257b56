import { SimpleGrid, Title } from '@mantine/core'
import { accountRoutes } from '@popug/contracts/accounts.ts'
import type { Day } from '@popug/contracts/days.ts'
import {
  amountsByDay,
  BarsByDay,
  DataTable,
  DownloadButton,
  download,
  Empty,
  Loading,
  Page,
  PageButton,
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
import { useDayColumns } from '../parts/day-columns.tsx'
import { keepers } from '../parts/overseers.ts'
import { daysWithin } from '../parts/profit.ts'
import { SectionLinks } from '../parts/section-links.tsx'
import { Debtors, Losers } from '../parts/who-owes.tsx'

const noChoice: RangeChoice = { span: '7', from: '', to: '' }
/** Work goes on while the page is open; it looks again this often, in milliseconds. */
const lookEvery = 15_000

interface InRangeProps {
  readonly range: Range
  readonly today: Day
  readonly currency: string
}

/** What a range of days came to: figures against the period before, profit by day, the days, who lost and who owes. */
const InRange = ({ range, today, currency }: InRangeProps) => {
  const text = useText()
  const columns = useDayColumns()
  const { from } = periodBefore(range)
  const days = useRoute(
    accountRoutes.listDays,
    { query: { from, to: range.to, limit: 500 } },
    { keep: true, refetchInterval: lookEvery },
  )
  return (
    <Query of={days} isEmpty={() => false} loading={<Loading shape="overview" count={4} />}>
      {({ items }) => (
        <>
          <CompanyFigures days={items} range={range} today={today} currency={currency} />
          <BarsByDay
            title={text('company.profitByDay')}
            amount={text('company.profit')}
            before={text('company.before')}
            currency={currency}
            days={amountsByDay(new Map(items.map(({ day, profitMinor }) => [day, profitMinor])), range)}
          />
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
            <Losers range={range} />
            <Debtors />
          </SimpleGrid>
          <section aria-label={text('company.days')}>
            <Title order={2} mb="sm">
              {text('company.days')}
            </Title>
            {daysWithin(items, range).length === 0 ? (
              <Empty title={text('company.none')} />
            ) : (
              <DataTable
                label={text('company.days')}
                columns={columns}
                rows={daysWithin(items, range)}
                rowKey={({ day }) => day}
              />
            )}
          </section>
        </>
      )}
    </Query>
  )
}

/** The way to the earliest day that is not closed, for those who may close it. */
const ToOpenDay = () => {
  const text = useText()
  const me = useMe()
  const days = useRoute(accountRoutes.listDays, {}, { enabled: keepers.includes(me.role) })
  const open = days.data?.items.findLast(({ status }) => status !== 'closed')
  return open ? (
    <PageButton to="/days/$day" params={{ day: open.day }}>
      {text('company.toOpenDay')}
    </PageButton>
  ) : null
}

const SaveDays = ({ range }: { readonly range: Range }) => {
  const text = useText()
  const save = () => download(accountRoutes.listDays, `days-${range.from}-${range.to}.csv`, { query: { ...range } })
  return <DownloadButton save={save}>{text('rows.csv')}</DownloadButton>
}

/** The company by days: profit today and of a range against the period before, who lost, who owes most. */
export const Company = () => {
  const text = useText()
  const [choice, setChoice] = useUrlState(noChoice)
  const account = useBusinessDay()
  const today = account.data?.today.day
  const range = today === undefined ? null : rangeOf(choice, today)
  return (
    <Page
      title={text('company.title')}
      actions={
        <>
          {range && <SaveDays range={range} />}
          <ToOpenDay />
        </>
      }
    >
      <SectionLinks />
      <Query of={account} loading={<Loading shape="overview" count={4} />}>
        {({ today: { day }, currency }) => (
          <>
            <RangeField
              choice={choice}
              onChange={setChoice}
              range={range}
              otherwise={range ?? rangeOf(noChoice, day) ?? { from: day, to: day }}
              today={day}
            />
            {range && <InRange range={range} today={day} currency={currency} />}
          </>
        )}
      </Query>
    </Page>
  )
}
