import { Stack, Text } from '@mantine/core'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { ConfirmButton, Icon, notifyDone, useAction, useRoute, useText } from '@popug/ui-kit'

/** The button that reassigns all open tasks, naming how many and among how many performers. */
export const ReassignAll = () => {
  const text = useText()
  const outlook = useRoute(taskRoutes.countReassignable, {}, { refetchInterval: 5_000 })
  const reassign = useAction(taskRoutes.createReassignment, {
    onSuccess: () => notifyDone(text('reassign.begun')),
    // The dialog says why it was refused, and stays.
    onProblem: () => {},
  })
  if (!outlook.data) return null
  const { openTasks, performers } = outlook.data
  const confirm = text('reassign.confirm', {
    tasks: text('reassign.tasks', { count: openTasks }),
    performers: text('reassign.performers', { count: performers }),
  })
  return (
    <ConfirmButton
      leftSection={<Icon name="shuffle" />}
      disabled={openTasks === 0 || performers === 0}
      title={text('reassign.title')}
      what={
        <Stack gap="xs">
          <Text>{text('reassign.what')}</Text>
          <Text>{text('reassign.costs')}</Text>
        </Stack>
      }
      confirm={confirm}
      onConfirm={() => reassign.runAsync()}
    >
      {text('reassign.all')}
    </ConfirmButton>
  )
}
