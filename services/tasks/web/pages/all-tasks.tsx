import { Group } from '@mantine/core'
import { type TaskSort, type TaskStatus, taskRoutes } from '@popug/contracts/tasks.ts'
import { Empty, Page, PagedTable, useFilters, usePagedList, useText } from '@popug/ui-kit'
import { CreateTask } from '../parts/create-task.tsx'
import { useOversees } from '../parts/overseers.ts'
import { ReassignAll } from '../parts/reassign-all.tsx'
import { RunningReassignment } from '../parts/running-reassignment.tsx'
import { SectionLinks } from '../parts/section-links.tsx'
import { taskColumns } from '../parts/task-columns.tsx'
import { TaskFilters } from '../parts/task-filters.tsx'

const noFilters = { status: '' as '' | TaskStatus, userId: '', q: '', sort: '-createdAt' as TaskSort }

/** Everyone's tasks, with filters that live in the address. */
export const AllTasks = () => {
  const text = useText()
  const oversees = useOversees()
  const [filters, setFilters] = useFilters(noFilters)
  const { status, userId, q, sort } = filters
  const query = { status: status || undefined, userId: userId || undefined, q: q.trim() || undefined, sort }
  const tasks = usePagedList(taskRoutes.listTasks, { query }, { refetchInterval: 15_000 })
  const columns = taskColumns(text)
  const actions = (
    <Group gap="sm">
      {oversees && <ReassignAll />}
      <CreateTask />
    </Group>
  )
  const filtered = status !== '' || userId !== '' || q !== ''
  return (
    <Page title={text('section.all')} actions={actions}>
      <SectionLinks />
      <RunningReassignment />
      <TaskFilters filters={filters} onChange={setFilters} />
      <PagedTable
        of={tasks}
        label={text('section.all')}
        columns={[columns.key, columns.title, columns.status, columns.performer, columns.assigned, columns.created]}
        rowKey={({ id }) => id}
        empty={<Empty title={text(filtered ? 'nothingFound' : 'none')} />}
      />
    </Page>
  )
}
