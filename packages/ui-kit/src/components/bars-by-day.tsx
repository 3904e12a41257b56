import { Group, SegmentedControl, Stack, Title } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useFormat } from '../i18n/format.ts'
import { useKitText } from '../i18n/text.ts'
import { Loading } from '../states/loading.tsx'
import type { BarsProps, DayAmount } from './bars-chart.tsx'
import { DataTable } from './data-table.tsx'
import { Money } from './money.tsx'

// The chart's library weighs as much as all the rest of a page, so only pages with a chart fetch it.
const BarsChart = lazy(() => import('./bars-chart.tsx'))

const AsTable = ({ title, days, currency, amount, before }: BarsProps) => {
  const text = useKitText()
  const format = useFormat()
  return (
    <DataTable
      dense
      label={title}
      rows={[...days].reverse()}
      rowKey={(row) => row.day}
      columns={[
        { key: 'day', title: text('chart.day'), main: true, cell: (row) => format.day(row.day) },
        {
          key: 'amount',
          title: amount,
          end: true,
          cell: (row) => <Money minor={row.minor} currency={currency} signed />,
        },
        ...(before
          ? [
              {
                key: 'before',
                title: before,
                end: true,
                cell: (row: DayAmount) => <Money minor={row.beforeMinor ?? 0} currency={currency} signed />,
              },
            ]
          : []),
      ]}
    />
  )
}

/** Amounts by day as bars around a zero line, the period before as a pale line, and the same as a table. */
export const BarsByDay = (props: BarsProps) => {
  const text = useKitText()
  const [view, setView] = useState('chart')
  return (
    <Stack gap="sm" component="section" aria-label={props.title}>
      <Group justify="space-between">
        <Title order={2}>{props.title}</Title>
        <SegmentedControl
          size="xs"
          value={view}
          onChange={setView}
          aria-label={text('chart.view', { title: props.title })}
          data={['chart', 'table'].map((value) => ({ value, label: text(`chart.${value}`) }))}
        />
      </Group>
      {view === 'table' ? (
        <AsTable {...props} />
      ) : (
        <Suspense fallback={<Loading shape="chart" />}>
          <BarsChart {...props} />
        </Suspense>
      )}
    </Stack>
  )
}
