import { Button, Modal } from '@mantine/core'
import { useDisclosure, useMediaQuery } from '@mantine/hooks'
import { authRoutes } from '@popug/contracts/auth.ts'
import type { Task } from '@popug/contracts/tasks.ts'
import { call, fetchedLater, Icon, notifyDone, usePageKey, useText } from '@popug/ui-kit'
import { useRef, useState } from 'react'
import type { NewTask } from './new-task.ts'

const form = fetchedLater(() => import('./task-form.tsx'))
const empty: NewTask = { title: '', key: '', description: '' }

/** Milliseconds that the toast waits for the performer's name. */
const patience = 1_500

const nameOf = async (id: string): Promise<string | null> => {
  try {
    return (await call(authRoutes.getUser, { params: { id } }, { signal: AbortSignal.timeout(patience) })).name
  } catch {
    return null
  }
}

/** The button that creates a task, and its dialog; the key C opens it too. A dialog left keeps what was written. */
export const CreateTask = () => {
  const text = useText()
  const [opened, { open, close }] = useDisclosure(false)
  const [draft, setDraft] = useState(empty)
  const narrow = useMediaQuery('(max-width: 48em)') ?? false
  // Cleared once the dialog is out of sight: an emptied form would flash its faults while it fades.
  const isDone = useRef(false)
  const leave = (): void => {
    isDone.current = true
    close()
  }
  const clearDone = (): void => {
    if (isDone.current) setDraft(empty)
    isDone.current = false
  }
  // Also where it is opened again before it has faded, or does not fade at all.
  const begin = (): void => {
    clearDone()
    open()
  }
  usePageKey('c', text('newTask'), begin)
  // Whose task it became is the one thing its author could not know beforehand.
  const tell = async ({ key, userId }: Task): Promise<void> => {
    leave()
    const name = await nameOf(userId)
    notifyDone(name === null ? text('created', { key }) : text('createdFor', { key, name }))
  }
  return (
    <>
      <Button
        leftSection={<Icon name="plus" />}
        aria-haspopup="dialog"
        aria-keyshortcuts="c"
        onPointerEnter={form.comes}
        onFocus={form.comes}
        onClick={begin}
      >
        {text('newTask')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        onExitTransitionEnd={clearDone}
        title={text('newTask')}
        size="lg"
        fullScreen={narrow}
        closeButtonProps={{ 'aria-label': text('close') }}
      >
        <form.Part draft={draft} onDraft={setDraft} onCreated={(task) => void tell(task)} onCancel={leave} />
      </Modal>
    </>
  )
}
