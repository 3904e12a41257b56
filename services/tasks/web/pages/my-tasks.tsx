import { Button, SegmentedControl } from '@mantine/core'
import { type Task, taskRoutes } from '@popug/contracts/tasks.ts'
import { type Column, Empty, ListTable, Page, useList, useMe, useText, useUrlState } from '@popug/ui-kit'
import { useCloseTask } from '../parts/close-task.ts'
import { CreateTask } from '../parts/create-task.tsx'
import { SectionLinks } from '../parts/section-links.tsx'
import { taskColumns } from '../parts/task-columns.tsx'

const CloseButton = ({ task }: { readonly task: Task }) => {
  const text = useText()
  const close = useCloseTask()
  return (
    <Button
      size="xs"
      loading={close.running}
      onClick={() => close.run({ params: { id: task.id } })}
      aria-label={text('closeTask', { title: task.title })}
    >
      {text('closeIt')}
    </Button>
  )
}

/** A performer's own tasks: the open ones to work off, the closed ones to look back. */
export const MyTasks = () => {
  const text = useText()
  const me = useMe()
  const [{ status: asked }, setFilters] = useUrlState({ status: 'open' })
  const status = asked === 'closed' ? 'closed' : 'open'
  const tasks = useList(
    taskRoutes.listTasks,
    { query: { userId: me.id, status, sort: '-assignedAt' } },
    { keep: true, refetchInterval: 15_000 },
  )
  const { key, title, assigned, closed } = taskColumns(text)
  const button: Column<Task> = { key: 'close', title: '', end: true, cell: (task) => <CloseButton task={task} /> }
  return (
    <Page title={text('section.mine')} actions={<CreateTask />}>
      <SectionLinks />
      <SegmentedControl
        aria-label={text('field.status')}
        value={status}
        onChange={(next) => setFilters({ status: next })}
        data={[
          { value: 'open', label: text('open') },
          { value: 'closed', label: text('closedOnes') },
        ]}
        style={{ alignSelf: 'flex-start' }}
      />
      <ListTable
        of={tasks}
        label={text('section.mine')}
        columns={status === 'open' ? [key, title, assigned, button] : [key, title, closed]}
        rowKey={({ id }) => id}
        empty={<Empty title={text(status === 'open' ? 'noneOpen' : 'noneClosed')} />}
      />
    </Page>
  )
}
