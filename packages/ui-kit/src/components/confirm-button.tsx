import { Button, type ButtonProps, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import { useKitText } from '../i18n/text.ts'
import { notifyProblem } from './notify.tsx'

interface ConfirmButtonProps extends Omit<ButtonProps, 'children'> {
  readonly children: ReactNode
  /** The question: `Reassign all open tasks?` */
  readonly title: string
  /** What will happen, to how many, and whether it can be taken back. */
  readonly what: ReactNode
  /** The button that does it, by its name and number: `Reassign 87 tasks to 12 performers`. */
  readonly confirm: string
  /** Does it; the dialog closes when it is done and stays, with a toast, where it failed. */
  readonly onConfirm: () => Promise<unknown>
  /** False while the dialog still lacks an answer. */
  readonly mayConfirm?: boolean
}

/** A button whose action asks first, naming what it does and to how many. */
export const ConfirmButton = ({
  children,
  title,
  what,
  confirm,
  onConfirm,
  mayConfirm = true,
  ...button
}: ConfirmButtonProps) => {
  const text = useKitText()
  const [opened, { open, close }] = useDisclosure(false)
  const [running, setRunning] = useState(false)
  const act = async (): Promise<void> => {
    setRunning(true)
    try {
      await onConfirm()
      close()
    } catch (error) {
      notifyProblem(error)
    } finally {
      setRunning(false)
    }
  }
  return (
    <>
      <Button color="macaw" variant="light" aria-haspopup="dialog" {...button} onClick={open}>
        {children}
      </Button>
      <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': text('close') }}>
        <Stack gap="lg">
          <Text component="div">{what}</Text>
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={close} data-autofocus>
              {text('cancel')}
            </Button>
            <Button
              color={button.color ?? 'macaw'}
              loading={running}
              disabled={!mayConfirm}
              onClick={() => void act()}
              // What it does to how many is never cut short, however narrow the screen.
              styles={{ root: { height: 'auto', minHeight: 36, paddingBlock: 6 }, label: { whiteSpace: 'normal' } }}
            >
              {confirm}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
