import { Button, SegmentedControl } from '@mantine/core'
import { type Task, taskRoutes } from '@popug/contracts/tasks.ts'
import { type Column, Empty, Page, PagedTable, useFilters, useMe, usePagedList, useText } from '@popug/ui-kit'
import { useRef } from 'react'
import { useCloseTask } from '../parts/close-task.ts'
import { CreateTask } from '../parts/create-task.tsx'
import { RunningReassignment } from '../parts/running-reassignment.tsx'
import { SectionLinks } from '../parts/section-links.tsx'
import { taskColumns } from '../parts/task-columns.tsx'

/** The closed task leaves the list, and what was pressed with it: the next one is where the keyboard goes on. */
const focusNext = (button: HTMLElement | null): void => {
  const row = button?.closest('tr')
  const other = row?.nextElementSibling ?? row?.previousElementSibling
  const goal = other?.querySelector<HTMLElement>('[data-row-goal]') ?? document.getElementById('content')
  goal?.focus()
}

const CloseButton = ({ task }: { readonly task: Task }) => {
  const text = useText()
  const button = useRef<HTMLButtonElement>(null)
  const close = useCloseTask(() => focusNext(button.current))
  return (
    <Button
      ref={button}
      size="xs"
      loading={close.running}
      onClick={() => close.run({ params: { id: task.id } })}
      aria-label={text('closeTask', { title: task.title })}
      data-row-goal
    >
      {text('closeIt')}
    </Button>
  )
}

/** A performer's own tasks: the open ones to work off, the closed ones to look back. */
export const MyTasks = () => {
  const text = useText()
  const me = useMe()
  const [{ status: asked }, setFilters] = useFilters({ status: 'open' })
  const status = asked === 'closed' ? 'closed' : 'open'
  const query = { userId: me.id, status, sort: '-assignedAt' } as const
  const tasks = usePagedList(taskRoutes.listTasks, { query }, { refetchInterval: 15_000 })
  const { key, title, assigned, closed } = taskColumns(text)
  const button: Column<Task> = { key: 'close', title: '', end: true, cell: (task) => <CloseButton task={task} /> }
  return (
    <Page title={text('section.mine')} actions={<CreateTask />}>
      <SectionLinks />
      <RunningReassignment />
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
      <PagedTable
        of={tasks}
        label={text('section.mine')}
        columns={status === 'open' ? [key, title, assigned, button] : [key, title, closed]}
        rowKey={({ id }) => id}
        empty={<Empty title={text(status === 'open' ? 'noneOpen' : 'noneClosed')} />}
      />
    </Page>
  )
}
