import { CompositeChart, type CompositeChartSeries } from '@mantine/charts'
import { formatMoney, minorDigits } from '@popug/contracts/money.ts'
import { useFormat } from '../i18n/format.ts'
import { useLanguage } from '../i18n/text.ts'
import type { BarsProps } from './bars-by-day.tsx'
import '@mantine/charts/styles.css'

/** The chart half of `BarsByDay`, in a file of its own to be loaded when it is needed. */
const BarsChart = ({ days, currency, amount, before }: BarsProps) => {
  const language = useLanguage()
  const format = useFormat()
  const compact = new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 })
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
  return (
    <CompositeChart
      h={260}
      data={data}
      dataKey="day"
      series={series}
      withDots={false}
      curveType="linear"
      barProps={{ stackId: 'day', maxBarSize: 28, isAnimationActive: false }}
      lineProps={{ isAnimationActive: false }}
      referenceLines={[{ y: 0, color: 'gray.5' }]}
      gridProps={{ strokeOpacity: 0.5 }}
      valueFormatter={(minor) => formatMoney(minor, currency, language)}
      yAxisProps={{ width: 56, tickFormatter: (minor: number) => compact.format(minor / unit).replace('-', '−') }}
      xAxisProps={{ minTickGap: 24 }}
    />
  )
}

export default BarsChart
