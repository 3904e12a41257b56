import { Group, Stack, Title } from '@mantine/core'
import { analyticsRoutes, type Period, type PeriodTopTask } from '@popug/contracts/analytics.ts'
import {
  type Column,
  DownloadButton,
  download,
  Empty,
  ListTable,
  Money,
  type Range,
  useList,
  useText,
} from '@popug/ui-kit'
import { PeriodField } from './period-field.tsx'
import { PeriodName } from './period-name.tsx'
import { TaskName } from './task-name.tsx'

interface TopTasksProps {
  readonly range: Range
  readonly period: Period
  readonly onPeriod: (period: Period) => void
}

/** The most expensive closed task of each day, week or month that touches the range, to be taken to a spreadsheet too. */
export const TopTasks = ({ range, period, onPeriod }: TopTasksProps) => {
  const text = useText()
  const tasks = useList(analyticsRoutes.listTopTasks, { query: { ...range, period } }, { keep: true })
  const currency = tasks.first?.currency
  const save = () =>
    download(analyticsRoutes.listTopTasks, `top-tasks-by-${period}-${range.from}-${range.to}.csv`, {
      query: { ...range, period },
    })
  const columns: Column<PeriodTopTask>[] = [
    {
      key: 'period',
      title: text(`period.${period}`),
      cell: ({ from, to }) => <PeriodName from={from} to={to} />,
    },
    { key: 'task', title: text('task'), main: true, cell: ({ taskId }) => <TaskName id={taskId} /> },
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
        <Group gap="sm">
          <PeriodField label={text('topTasksBy')} value={period} onChange={onPeriod} />
          <DownloadButton save={save}>{text('topTasksCsv')}</DownloadButton>
        </Group>
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
