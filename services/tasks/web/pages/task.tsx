import { Button, Grid, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { type Task, taskRoutes } from '@popug/contracts/tasks.ts'
import { Page, Query, useMe, useParam, useRoute, useText, WidgetSlot } from '@popug/ui-kit'
import { useCloseTask } from '../parts/close-task.ts'
import { Markdown } from '../parts/markdown.tsx'
import { useOversees } from '../parts/overseers.ts'
import { ReassignOne } from '../parts/reassign-one.tsx'
import { SectionLinks } from '../parts/section-links.tsx'
import { TaskFacts } from '../parts/task-facts.tsx'
import { TaskHistory } from '../parts/task-history.tsx'

const TaskActions = ({ task }: { readonly task: Task }) => {
  const text = useText()
  const me = useMe()
  const oversees = useOversees()
  const close = useCloseTask()
  if (task.status === 'closed') return null
  return (
    <Group gap="sm">
      {oversees && <ReassignOne task={task} />}
      {task.userId === me.id && (
        <Button loading={close.running} onClick={() => close.run({ params: { id: task.id } })}>
          {text('closeIt')}
        </Button>
      )}
    </Group>
  )
}

const TaskBody = ({ task }: { readonly task: Task }) => {
  const text = useText()
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Stack gap="lg">
          <Title order={2} style={{ overflowWrap: 'anywhere' }}>
            {task.title}
          </Title>
          {task.description ? <Markdown>{task.description}</Markdown> : <Text c="dimmed">{text('noDescription')}</Text>}
          <Stack gap="sm" component="section" aria-label={text('history.title')}>
            <Title order={3}>{text('history.title')}</Title>
            <TaskHistory task={task} />
          </Stack>
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack gap="lg">
          <Paper withBorder p="md">
            <TaskFacts task={task} />
          </Paper>
          <WidgetSlot name="tasks/task/v1" context={{ taskId: task.id }} as="blocks" />
        </Stack>
      </Grid.Col>
    </Grid>
  )
}

/** One task: what is to be done, who has it, who had it before, and what others know of it. */
const TaskPage = () => {
  const text = useText()
  const id = useParam('id')
  const task = useRoute(taskRoutes.getTask, { params: { id } }, { refetchInterval: 15_000 })
  const { data } = task
  return (
    <Page title={data?.key ?? text('task')} actions={data && <TaskActions task={data} />}>
      <SectionLinks />
      <Query of={task}>{(found) => <TaskBody task={found} />}</Query>
    </Page>
  )
}

export default TaskPage
