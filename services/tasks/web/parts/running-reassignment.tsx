import { Alert, Group, Paper, Stack, Text, VisuallyHidden } from '@mantine/core'
import type { Reassignment } from '@popug/contracts/tasks.ts'
import { Icon, PersonName, StatusBadge, useDuration, useFormat, useText } from '@popug/ui-kit'
import { ReassignmentProgress, shareOf } from './reassignment-progress.tsx'
import { useWatchedReassignments } from './watched-reassignments.ts'

/** Figures that change each second are not for reading aloud: quarters are. */
const quarter = (run: Reassignment): number => Math.floor(shareOf(run) * 4) / 4

/** What an ended reassignment came to. */
const useResult = () => {
  const text = useText()
  const format = useFormat()
  const duration = useDuration()
  return ({ total, createdAt, finishedAt }: Reassignment): string =>
    text('reassign.result', {
      tasks: text('reassign.resultTasks', { count: total, number: format.number(total) }),
      duration: duration(new Date(finishedAt ?? createdAt).getTime() - new Date(createdAt).getTime()),
    })
}

/** The reassignments under way, whoever began them, and what those that ended in sight of the person came to. */
export const RunningReassignment = () => {
  const text = useText()
  const format = useFormat()
  const resultOf = useResult()
  const { running, ended, dismiss } = useWatchedReassignments()
  const [first] = running
  const [last] = ended
  const said = first ? text('reassign.said', { share: format.percent(quarter(first)) }) : last ? resultOf(last) : ''
  return (
    <>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      {running.length > 0 && (
        <Paper withBorder p="md" component="section" aria-label={text('reassign.underWay')}>
          <Stack gap="md">
            {running.map((run) => (
              <Stack key={run.id} gap="xs">
                <Group gap="sm" justify="space-between">
                  <Group gap="sm">
                    <StatusBadge of="reassignment" status={run.status} />
                    <span>{text('reassign.ofAll')}</span>
                  </Group>
                  <Text c="dimmed">
                    {text('reassign.byWhom')} <PersonName id={run.actorId} />
                  </Text>
                </Group>
                <ReassignmentProgress run={run} />
              </Stack>
            ))}
          </Stack>
        </Paper>
      )}
      {ended.map((run) => (
        <Alert
          key={run.id}
          role="note"
          color="feather"
          icon={<Icon name="check" />}
          withCloseButton
          closeButtonLabel={text('close')}
          onClose={() => dismiss(run.id)}
        >
          {resultOf(run)} {text('reassign.byWhom')} <PersonName id={run.actorId} />.
        </Alert>
      ))}
    </>
  )
}
