import { Button, Code, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { DeadLetter } from '@popug/contracts/log.ts'
import { useText } from '@popug/ui-kit'

/** A button that shows an event as it travelled, and why it could not be applied. */
export const LetterPayload = ({ letter: { topic, position, reason, event } }: { readonly letter: DeadLetter }) => {
  const text = useText()
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button size="xs" variant="default" aria-haspopup="dialog" onClick={open}>
        {text('operations.show')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        size="lg"
        title={text('operations.event', { position, topic })}
        closeButtonProps={{ 'aria-label': text('close') }}
      >
        <Stack gap="md">
          <Text>
            {text('operations.reason')}: {reason}
          </Text>
          <Code block tabIndex={0}>
            {JSON.stringify(event, null, 2)}
          </Code>
        </Stack>
      </Modal>
    </>
  )
}
