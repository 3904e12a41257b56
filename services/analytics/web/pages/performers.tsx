import { Group } from '@mantine/core'
import { analyticsRoutes, type PerformerStatistics } from '@popug/contracts/analytics.ts'
import { isDay } from '@popug/contracts/days.ts'
import {
  type Column,
  DayField,
  DownloadButton,
  download,
  Empty,
  ListTable,
  Loading,
  moneyColumn,
  Page,
  PersonName,
  useList,
  useText,
  useUrlState,
} from '@popug/ui-kit'
import { useBusinessDay } from '../parts/business-day.ts'
import { useWorkColumns } from '../parts/figure-columns.tsx'
import { PeriodField, periodNamed } from '../parts/period-field.tsx'
import { PeriodName } from '../parts/period-name.tsx'
import { SectionLinks } from '../parts/section-links.tsx'

/** What each performer did in one day, week or month. */
const Performers = () => {
  const text = useText()
  const { today } = useBusinessDay()
  const work = useWorkColumns()
  const [choice, setChoice] = useUrlState({ period: 'week', day: '' })
  const period = periodNamed(choice.period, 'week')
  const day = isDay(choice.day) ? choice.day : (today ?? '')
  const query = { period, day }
  const performers = useList(analyticsRoutes.listPerformerStatistics, { query }, { keep: true, enabled: day !== '' })
  const { first } = performers
  const currency = first?.currency
  const columns: Column<PerformerStatistics>[] = [
    { key: 'person', title: text('performer'), main: true, cell: ({ userId }) => <PersonName id={userId} /> },
    moneyColumn('feesMinor', text('fees'), { currency }),
    moneyColumn('rewardsMinor', text('rewards'), { currency }),
    moneyColumn('earnedMinor', text('earned'), { currency, signed: true }),
    ...work,
  ]
  const save = () => download(analyticsRoutes.listPerformerStatistics, `performers-${period}-${day}.csv`, { query })
  return (
    <Page title={text('performers')} actions={day && <DownloadButton save={save}>{text('csv')}</DownloadButton>}>
      <SectionLinks />
      <Group align="flex-end">
        <PeriodField label={text('periodOf')} value={period} onChange={(next) => setChoice({ period: next })} />
        <DayField label={text('dayWithin')} value={day} onChange={(next) => setChoice({ day: next })} />
        {first && <PeriodName from={first.from} to={first.to} />}
      </Group>
      {day === '' ? (
        <Loading />
      ) : (
        <ListTable
          of={performers}
          label={text('performers')}
          columns={columns}
          rowKey={({ userId }) => userId}
          empty={<Empty title={text('nobodyWorked')} />}
        />
      )}
    </Page>
  )
}

export default Performers
