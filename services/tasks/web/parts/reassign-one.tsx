import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type Task, taskRoutes } from '@popug/contracts/tasks.ts'
import { Icon, notifyDone, PersonField, useAction, useText } from '@popug/ui-kit'
import { useState } from 'react'

const ReassignForm = ({ task, onDone }: { readonly task: Task; readonly onDone: () => void }) => {
  const text = useText()
  const [to, setTo] = useState<'anyone' | 'someone'>('anyone')
  const [userId, setUserId] = useState('')
  const reassign = useAction(taskRoutes.reassignTask, {
    onSuccess: () => {
      notifyDone(text('reassignOne.done'))
      onDone()
    },
  })
  const body = to === 'someone' ? { userId } : {}
  return (
    <Stack>
      <Radio.Group value={to} onChange={(value) => setTo(value as typeof to)} label={text('reassignOne.to')}>
        <Stack gap="xs" mt="xs">
          <Radio value="anyone" label={text('reassignOne.anyone')} data-autofocus />
          <Radio value="someone" label={text('reassignOne.someone')} />
        </Stack>
      </Radio.Group>
      {to === 'someone' && (
        <PersonField label={text('field.performer')} ofRole="performer" value={userId} onChange={setUserId} />
      )}
      <Text size="sm" c="dimmed">
        {text('reassignOne.costs')}
      </Text>
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onDone}>
          {text('cancel')}
        </Button>
        <Button
          loading={reassign.running}
          disabled={to === 'someone' && userId === ''}
          onClick={() => reassign.run({ params: { id: task.id }, body })}
        >
          {text('reassignOne.confirm')}
        </Button>
      </Group>
    </Stack>
  )
}

/** The button that gives one task to another performer, chosen or random. */
export const ReassignOne = ({ task }: { readonly task: Task }) => {
  const text = useText()
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button variant="default" leftSection={<Icon name="shuffle" />} aria-haspopup="dialog" onClick={open}>
        {text('reassignOne.button')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={text('reassignOne.title', { key: task.key })}
        closeButtonProps={{ 'aria-label': text('close') }}
      >
        <ReassignForm task={task} onDone={close} />
      </Modal>
    </>
  )
}
