import type { Task } from '@popug/contracts/tasks.ts'
import { Fact, Facts, Moment, PersonName, StatusBadge, useText } from '@popug/ui-kit'

/** What is known of a task besides its text. */
export const TaskFacts = ({ task }: { readonly task: Task }) => {
  const text = useText()
  return (
    <Facts>
      <Fact name={text('field.status')}>
        <StatusBadge of="task" status={task.status} />
      </Fact>
      <Fact name={text('field.performer')}>
        <PersonName id={task.userId} />
      </Fact>
      <Fact name={text('field.author')}>
        <PersonName id={task.authorId} />
      </Fact>
      <Fact name={text('field.created')}>
        <Moment at={task.createdAt} />
      </Fact>
      <Fact name={text('field.assigned')}>
        <Moment at={task.assignedAt} />
      </Fact>
      {task.closedAt !== null && (
        <Fact name={text('field.closed')}>
          <Moment at={task.closedAt} />
        </Fact>
      )}
    </Facts>
  )
}
