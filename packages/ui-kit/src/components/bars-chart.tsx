import { CompositeChart, type CompositeChartSeries } from '@mantine/charts'
import type { Day } from '@popug/contracts/days.ts'
import { formatMoney, minorDigits } from '@popug/contracts/money.ts'
import { useFormat } from '../i18n/format.ts'
import { useLanguage } from '../i18n/text.ts'
import '@mantine/charts/styles.css'

/** A day's amount; `beforeMinor` is the same day of the period before. */
export interface DayAmount {
  readonly day: Day
  readonly minor: number
  readonly beforeMinor?: number
}

export interface BarsProps {
  readonly title: string
  /** Oldest first. */
  readonly days: readonly DayAmount[]
  readonly currency: string
  /** What the bars are, in the table's heading and on hover: `Profit`. */
  readonly amount: string
  /** What the pale line is, where the days carry `beforeMinor`. */
  readonly before?: string
}

/** The chart half of `BarsByDay`, in a file of its own to be loaded when it is needed. */
const BarsChart = ({ days, currency, amount, before }: BarsProps) => {
  const language = useLanguage()
  const format = useFormat()
  const compact = new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 2 })
  const unit = 10 ** minorDigits(currency)
  const series: CompositeChartSeries[] = [
    { name: 'gain', label: amount, color: 'feather.6', type: 'bar' },
    { name: 'loss', label: amount, color: 'macaw.5', type: 'bar' },
    ...(before ? [{ name: 'before', label: before, color: 'gray.5', type: 'line' } as const] : []),
  ]
  const data = days.map(({ day, minor, beforeMinor }) => ({
    day: format.day(day),
    // Two series on one place, so that the sign has its colour; the one that is not stays out of the tooltip.
    gain: minor >= 0 ? minor : undefined,
    loss: minor < 0 ? minor : undefined,
    before: beforeMinor,
  }))
  // Between nothing and nothing a scale has no other ticks than zeros.
  const isFlat = days.every(({ minor, beforeMinor = 0 }) => minor === 0 && beforeMinor === 0)
  return (
    <CompositeChart
      h={260}
      data={data}
      dataKey="day"
      series={series}
      withDots={false}
      curveType="linear"
      barProps={{ stackId: 'day', maxBarSize: 28, isAnimationActive: false }}
      lineProps={{ isAnimationActive: false, strokeWidth: 1.5, strokeDasharray: '4 3' }}
      referenceLines={[{ y: 0, color: 'gray.5' }]}
      gridProps={{ strokeOpacity: 0.5 }}
      valueFormatter={(minor) => formatMoney(minor, currency, language)}
      yAxisProps={{
        width: 56,
        ...(isFlat ? { ticks: [0], domain: [-1, 1] } : {}),
        tickFormatter: (minor: number) => compact.format(minor / unit).replace('-', '−'),
      }}
      xAxisProps={{ minTickGap: 24 }}
    />
  )
}

export default BarsChart
