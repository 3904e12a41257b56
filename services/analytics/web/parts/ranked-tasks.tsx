import { Stack, Title } from '@mantine/core'
import { analyticsRoutes, type RankedTask } from '@popug/contracts/analytics.ts'
import {
  type Column,
  DataTable,
  DayText,
  Empty,
  moneyColumn,
  Query,
  type Range,
  ShareBar,
  useRoute,
  useText,
} from '@popug/ui-kit'
import { TaskName } from './task-name.tsx'

/** The most expensive closed tasks of the whole range, each with a bar of how much of the first it is. */
export const RankedTasks = ({ range }: { readonly range: Range }) => {
  const text = useText()
  const tasks = useRoute(analyticsRoutes.listRankedTasks, { query: { ...range } }, { keep: true })
  const columns = (currency: string, most: number): Column<RankedTask>[] => [
    { key: 'task', title: text('task'), main: true, cell: ({ taskId }) => <TaskName id={taskId} /> },
    { key: 'day', title: text('period.day'), cell: ({ day }) => <DayText day={day} /> },
    { key: 'share', title: '', cell: ({ rewardMinor }) => <ShareBar share={rewardMinor / most} />, wideOnly: true },
    moneyColumn('rewardMinor', text('reward'), { currency }),
  ]
  return (
    <Stack gap="sm" component="section" aria-label={text('rankedTasks')}>
      <Title order={2}>{text('rankedTasks')}</Title>
      <Query of={tasks} empty={<Empty title={text('noTopTasks')} />}>
        {({ items, currency }) => (
          <DataTable
            label={text('rankedTasks')}
            columns={columns(currency, items[0]?.rewardMinor ?? 1)}
            rows={items}
            rowKey={({ day, taskId }) => `${day} ${taskId}`}
          />
        )}
      </Query>
    </Stack>
  )
}
