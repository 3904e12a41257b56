import { Text, Timeline } from '@mantine/core'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { Icon, Loading, Moment, PersonName, Query, useRoute, useText } from '@popug/ui-kit'

/** Who had the task and when, and who gave it to them; oldest first. */
export const TaskHistory = ({ taskId }: { readonly taskId: string }) => {
  const text = useText()
  const history = useRoute(taskRoutes.getTaskHistory, { params: { id: taskId } }, { refetchInterval: 15_000 })
  return (
    <Query of={history} loading={<Loading shape="text" count={3} />}>
      {({ items }) => (
        <Timeline active={items.length} bulletSize={26} lineWidth={2}>
          {items.map(({ type, userId, actorId, at }, index) => {
            const closed = type === 'task.closed'
            return (
              <Timeline.Item
                key={`${type} ${at} ${String(index)}`}
                bullet={<Icon name={closed ? 'check' : 'person'} size={14} />}
                title={text(closed ? 'history.closed' : index === 0 ? 'history.assigned' : 'history.reassigned')}
              >
                <PersonName id={userId} />
                <Text size="sm" c="dimmed">
                  <Moment at={at} />
                  {!closed && (
                    <>
                      {' · '}
                      {text('history.by')} <PersonName id={actorId} />
                    </>
                  )}
                </Text>
              </Timeline.Item>
            )
          })}
        </Timeline>
      )}
    </Query>
  )
}
