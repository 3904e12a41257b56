import { BarsByDay } from '../../components/bars-by-day.tsx'
import { useText } from '../../i18n/text.ts'
import { Exhibit, Group, Specimen } from '../exhibit.tsx'
import { daysFrom } from '../samples.ts'

const first = '2026-11-02'

/** Charts that answer a question, each with its table. */
export const Charts = () => {
  const text = useText()
  const shared = (state: string) => ({
    // Each chart is a landmark, whose name must be its own.
    title: `${text('sample.profitByDay')}: ${text(`state.chart.${state}`)}`,
    amount: text('sample.profit'),
    currency: 'USD',
  })
  const zeros = daysFrom(first, 7).map(({ day }) => ({ day, minor: 0 }))
  return (
    <Group name="charts">
      <Exhibit of="BarsByDay">
        <Specimen state="chart.week" wide>
          <BarsByDay {...shared('week')} days={daysFrom(first, 7)} />
        </Specimen>
        <Specimen state="chart.compared" wide>
          <BarsByDay {...shared('compared')} days={daysFrom(first, 14, true)} before={text('sample.before')} />
        </Specimen>
        <Specimen state="chart.quarter" wide>
          <BarsByDay {...shared('quarter')} days={daysFrom(first, 90)} />
        </Specimen>
        <Specimen state="chart.nothing" wide>
          <BarsByDay {...shared('nothing')} days={zeros} />
        </Specimen>
      </Exhibit>
    </Group>
  )
}
