import { Group, Stack } from '@mantine/core'
import { analyticsRoutes } from '@popug/contracts/analytics.ts'
import {
  DownloadButton,
  download,
  Loading,
  Page,
  type RangeChoice,
  RangeField,
  rangeOf,
  useText,
  useUrlState,
} from '@popug/ui-kit'
import { useBusinessDay } from '../parts/business-day.ts'
import { PeriodField, periodNamed } from '../parts/period-field.tsx'
import { PeriodFigures } from '../parts/period-figures.tsx'
import { RankedTasks } from '../parts/ranked-tasks.tsx'
import { SectionLinks } from '../parts/section-links.tsx'

const noChoice: RangeChoice & { period: string } = { span: '30', from: '', to: '', period: 'week' }
/** The longest range here, in days: nothing is compared, so that all rows of a request are the range's own. */
const most = 500

/** What days, weeks or months came to, and the most expensive tasks of the whole range. */
const Periods = () => {
  const text = useText()
  const { today } = useBusinessDay()
  const [choice, setChoice] = useUrlState(noChoice)
  const period = periodNamed(choice.period, 'week')
  const range = today === undefined ? null : rangeOf(choice, today, most)
  const save = async () => {
    if (range)
      await download(analyticsRoutes.listPeriodStatistics, `${period}s-${range.from}-${range.to}.csv`, {
        query: { ...range, period },
      })
  }
  return (
    <Page title={text('periods')} actions={range && <DownloadButton save={save}>{text('csv')}</DownloadButton>}>
      <SectionLinks />
      {today === undefined ? (
        <Loading shape="chart" />
      ) : (
        <Stack gap="lg">
          <Group align="flex-end" justify="space-between">
            <RangeField
              choice={choice}
              onChange={setChoice}
              range={range}
              otherwise={range ?? { from: today, to: today }}
              today={today}
              most={most}
            />
            <PeriodField label={text('figuresBy')} value={period} onChange={(next) => setChoice({ period: next })} />
          </Group>
          {range && (
            <>
              <PeriodFigures range={range} period={period} />
              <RankedTasks range={range} />
            </>
          )}
        </Stack>
      )}
    </Page>
  )
}

export default Periods
