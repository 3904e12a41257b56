import { Select, SimpleGrid } from '@mantine/core'
import { type TaskSort, type TaskStatus, taskSorts } from '@popug/contracts/tasks.ts'
import { PersonField, useText } from '@popug/ui-kit'
import { SearchField } from './search-field.tsx'

/** The filters of all tasks, as texts of the address; empty where they are off. */
export type TaskFilterState = { status: '' | TaskStatus; userId: string; q: string; sort: TaskSort }

interface TaskFiltersProps {
  readonly filters: TaskFilterState
  readonly onChange: (change: Partial<TaskFilterState>) => void
}

/** The filters above all tasks. */
export const TaskFilters = ({ filters, onChange }: TaskFiltersProps) => {
  const text = useText()
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
      <SearchField q={filters.q} hint={text('searchHint')} onChange={(q) => onChange({ q })} />
      <Select
        label={text('field.status')}
        value={filters.status}
        onChange={(status) => onChange({ status: (status ?? '') as TaskFilterState['status'] })}
        data={[
          { value: '', label: text('anyStatus') },
          { value: 'open', label: text('open') },
          { value: 'closed', label: text('closedOnes') },
        ]}
        allowDeselect={false}
      />
      <PersonField
        label={text('field.performer')}
        ofRole="performer"
        value={filters.userId}
        onChange={(userId) => onChange({ userId })}
        clearable
      />
      <Select
        label={text('sortBy')}
        value={filters.sort}
        onChange={(sort) => onChange({ sort: (sort ?? '-createdAt') as TaskSort })}
        data={taskSorts.map((sort) => ({ value: sort, label: text(`sort.${sort}`) }))}
        allowDeselect={false}
      />
    </SimpleGrid>
  )
}
