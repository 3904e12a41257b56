import { Progress, Stack, Text } from '@mantine/core'
import type { Reassignment } from '@popug/contracts/tasks.ts'
import { useFormat, useText } from '@popug/ui-kit'

/** The share of a reassignment's tasks that are passed, 0 to 1. */
export const shareOf = ({ total, done, status }: Reassignment): number =>
  total === 0 ? (status === 'done' ? 1 : 0) : done / total

/** How far a reassignment is, as a bar with its figures. */
export const ReassignmentProgress = ({ run }: { readonly run: Reassignment }) => {
  const text = useText()
  const format = useFormat()
  return (
    <Stack gap={4} miw={160}>
      <Progress.Root size="md" transitionDuration={120}>
        <Progress.Section value={shareOf(run) * 100} aria-label={text('reassign.progress')} />
      </Progress.Root>
      <Text size="sm" c="dimmed" className="popug-figures">
        {text('reassign.passed', { done: format.number(run.done), total: format.number(run.total) })}
      </Text>
    </Stack>
  )
}
