import { Text, Timeline } from '@mantine/core'
import { type HistoryItem, type Task, taskRoutes } from '@popug/contracts/tasks.ts'
import { Icon, Loading, Moment, PersonName, Query, useDuration, useRoute, useText } from '@popug/ui-kit'

/** How long somebody had the task: until it was given away or closed, or until now. */
const held = ({ at }: HistoryItem, next: HistoryItem | undefined): number =>
  (next ? new Date(next.at).getTime() : Date.now()) - new Date(at).getTime()

interface EntryProps {
  readonly item: HistoryItem
  readonly next: HistoryItem | undefined
}

const Entry = ({ item, next }: EntryProps) => {
  const text = useText()
  const duration = useDuration()
  const { type, userId, actorId, at } = item
  return (
    <>
      <PersonName id={userId} />
      <Text size="sm" c="dimmed">
        <Moment at={at} />
        {type === 'task.assigned' && (
          <>
            {' · '}
            {text('history.by')} <PersonName id={actorId} />
          </>
        )}
      </Text>
      {type === 'task.assigned' && (
        <Text size="sm" c="dimmed">
          {text(next ? 'history.had' : 'history.has', { duration: duration(held(item, next)) })}
        </Text>
      )}
    </>
  )
}

/** Who had the task, when and for how long, and who gave it to them; oldest first. */
export const TaskHistory = ({ task }: { readonly task: Task }) => {
  const text = useText()
  const history = useRoute(taskRoutes.getTaskHistory, { params: { id: task.id } }, { refetchInterval: 15_000 })
  return (
    <Query of={history} loading={<Loading shape="text" count={3} />}>
      {({ items }) => (
        <Timeline active={items.length} bulletSize={26} lineWidth={2}>
          {items.map((item, index) => {
            const closed = item.type === 'task.closed'
            return (
              <Timeline.Item
                key={`${item.type} ${item.at} ${String(index)}`}
                bullet={<Icon name={closed ? 'check' : 'person'} size={14} />}
                title={text(closed ? 'history.closed' : index === 0 ? 'history.assigned' : 'history.reassigned')}
              >
                <Entry item={item} next={items[index + 1]} />
              </Timeline.Item>
            )
          })}
        </Timeline>
      )}
    </Query>
  )
}
