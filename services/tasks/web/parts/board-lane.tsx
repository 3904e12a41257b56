import { Badge, Group, Paper, Text, Title, VisuallyHidden } from '@mantine/core'
import type { BoardLane, BoardTask } from '@popug/contracts/board.ts'
import { Moment, PageLink, PersonName, useFormat, useText } from '@popug/ui-kit'
import classes from './board-lane.module.css'

const TaskLine = ({ task }: { readonly task: BoardTask }) => (
  <li className={classes.task}>
    <PageLink to="/$id" params={{ id: task.id }} className={classes.title ?? ''} title={task.title}>
      <span className={classes.key}>{task.key}</span> {task.title}
    </PageLink>
    <Text span size="xs" c="dimmed">
      <Moment at={task.assignedAt} />
    </Text>
  </li>
)

/** One performer with the number of their open tasks and the oldest of them; all of them are a press away. */
export const BoardLaneCard = ({ lane }: { readonly lane: BoardLane }) => {
  const text = useText()
  const format = useFormat()
  const { userId, name, performs, openTasks, tasks } = lane
  const more = openTasks - tasks.length
  const theirs = { to: '/all', search: { userId, status: 'open' } }
  return (
    <Paper component="li" withBorder p="sm" className={classes.lane ?? ''} data-row>
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Title order={2} size="h3" className={classes.name ?? ''}>
          <PageLink {...theirs} c="inherit" fw={600}>
            {name || <PersonName id={userId} />}
          </PageLink>
        </Title>
        <Text className="popug-figures" fw={600}>
          <span aria-hidden="true">{format.number(openTasks)}</span>
          <VisuallyHidden>{text('board.open', { count: openTasks, number: format.number(openTasks) })}</VisuallyHidden>
        </Text>
      </Group>
      {!performs && (
        <Badge color="beak" variant="light" tt="none" radius="sm">
          {text('board.left')}
        </Badge>
      )}
      {openTasks === 0 ? (
        <Text size="sm" c="dimmed">
          {text('board.free')}
        </Text>
      ) : (
        <ul className={classes.tasks}>
          {tasks.map((task) => (
            <TaskLine key={task.id} task={task} />
          ))}
        </ul>
      )}
      {more > 0 && (
        <PageLink {...theirs} size="sm">
          {text('board.more', { count: more, number: format.number(more) })}
        </PageLink>
      )}
    </Paper>
  )
}
