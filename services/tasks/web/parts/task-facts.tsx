import { accountRoutes } from '@popug/contracts/accounts.ts'
import type { Task } from '@popug/contracts/tasks.ts'
import { Fact, Facts, Moment, Money, NotKnownYet, PersonName, StatusBadge, useRoute, useText } from '@popug/ui-kit'

/** The task's prices as Accounts tells them: it prices a task when it first hears of it. */
const Prices = ({ taskId }: { readonly taskId: string }) => {
  const text = useText()
  const { data } = useRoute(accountRoutes.listTaskCosts, { query: { ids: taskId } })
  const costs = data?.items.find((one) => one.taskId === taskId)
  return (
    <>
      <Fact name={text('fee')}>{costs ? <Money minor={-costs.feeMinor} /> : <NotKnownYet />}</Fact>
      <Fact name={text('reward')}>{costs ? <Money minor={costs.rewardMinor} signed /> : <NotKnownYet />}</Fact>
    </>
  )
}

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
      <Prices taskId={task.id} />
    </Facts>
  )
}
