import { Group, SegmentedControl, Stack, Title } from '@mantine/core'
import { analyticsRoutes, type Period, type PeriodTopTask, periods } from '@popug/contracts/analytics.ts'
import { type Column, DayText, Empty, ListTable, Money, TaskTitle, useList, useText } from '@popug/ui-kit'
import type { Range } from './range.ts'

interface TopTasksProps {
  readonly range: Range
  readonly period: Period
  readonly onPeriod: (period: Period) => void
}

/** The most expensive closed task of each day, week or month that touches the range. */
export const TopTasks = ({ range, period, onPeriod }: TopTasksProps) => {
  const text = useText()
  const tasks = useList(analyticsRoutes.listTopTasks, { query: { ...range, period } }, { keep: true })
  const currency = tasks.first?.currency
  const columns: Column<PeriodTopTask>[] = [
    {
      key: 'period',
      title: text(`period.${period}`),
      cell: ({ from, to }) =>
        from === to ? (
          <DayText day={from} />
        ) : (
          <>
            <DayText day={from} /> – <DayText day={to} />
          </>
        ),
    },
    { key: 'task', title: text('task'), main: true, cell: ({ taskId }) => <TaskTitle id={taskId} /> },
    {
      key: 'reward',
      title: text('reward'),
      end: true,
      cell: ({ rewardMinor }) => <Money minor={rewardMinor} currency={currency} />,
    },
  ]
  return (
    <Stack gap="sm" component="section" aria-label={text('topTasks')}>
      <Group justify="space-between">
        <Title order={2}>{text('topTasks')}</Title>
        <SegmentedControl
          size="xs"
          value={period}
          onChange={(next) => onPeriod(next as Period)}
          aria-label={text('topTasksBy')}
          data={periods.map((value) => ({ value, label: text(`by.${value}`) }))}
        />
      </Group>
      <ListTable
        of={tasks}
        label={text('topTasks')}
        columns={columns}
        rowKey={(row) => row.from}
        empty={<Empty title={text('noTopTasks')} />}
      />
    </Stack>
  )
}
