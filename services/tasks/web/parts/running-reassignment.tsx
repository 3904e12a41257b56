import { Group, Paper, Progress, Stack, Text } from '@mantine/core'
import { type Reassignment, taskRoutes } from '@popug/contracts/tasks.ts'
import { StatusBadge, useFormat, useInvalidate, useRoute, useText } from '@popug/ui-kit'
import { useEffect, useRef } from 'react'

/** How far a reassignment is, as a bar with its figures. */
export const ReassignmentProgress = ({ run }: { readonly run: Reassignment }) => {
  const text = useText()
  const format = useFormat()
  const share = run.total === 0 ? (run.status === 'done' ? 1 : 0) : run.done / run.total
  return (
    <Stack gap={4} miw={160}>
      <Progress.Root size="md" transitionDuration={120}>
        <Progress.Section value={share * 100} aria-label={text('reassign.progress')} />
      </Progress.Root>
      <Text size="sm" c="dimmed" className="popug-figures">
        {text('reassign.passed', { done: format.number(run.done), total: format.number(run.total) })}
      </Text>
    </Stack>
  )
}

/** The reassignments that wait or run, watched each second; tasks on the page are asked for again when one has ended. */
export const RunningReassignment = () => {
  const text = useText()
  const invalidate = useInvalidate()
  const { data } = useRoute(taskRoutes.listReassignments, { query: { limit: 20 } }, { refetchInterval: 1_000 })
  const running = (data?.items ?? []).filter(({ status }) => status !== 'done').reverse()
  const before = useRef(0)
  useEffect(() => {
    if (running.length < before.current) void invalidate([taskRoutes.listTasks, taskRoutes.countReassignable])
    before.current = running.length
  }, [running.length, invalidate])
  if (running.length === 0) return null
  return (
    <Paper withBorder p="md" component="section" aria-label={text('reassign.underWay')} aria-live="polite">
      <Stack gap="sm">
        {running.map((run) => (
          <Group key={run.id} gap="md" align="flex-start">
            <StatusBadge of="reassignment" status={run.status} />
            <div style={{ flex: 1 }}>
              <ReassignmentProgress run={run} />
            </div>
          </Group>
        ))}
      </Stack>
    </Paper>
  )
}
