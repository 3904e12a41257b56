import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { authRoutes } from '@popug/contracts/auth.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { call, fieldErrors, Icon, notifyDone, notifyProblem, useAction, useText } from '@popug/ui-kit'
import { type FormEvent, useState } from 'react'
import { type NewTask, newTaskProblems } from './new-task.ts'

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

const TaskForm = ({ onDone, onCancel }: { readonly onDone: () => void; readonly onCancel: () => void }) => {
  const text = useText()
  const [task, setTask] = useState(empty)
  const [tried, setTried] = useState(false)
  // Whose task it became is the one thing its author could not know beforehand.
  const tell = async (key: string | null, userId: string): Promise<void> => {
    const name = await nameOf(userId)
    notifyDone(name === null ? text('created', { key }) : text('createdFor', { key, name }))
  }
  const create = useAction(taskRoutes.createTask, {
    onSuccess: ({ key, userId }) => {
      onDone()
      void tell(key, userId)
    },
    onProblem: (problem) => {
      if (problem.code !== 'invalid') notifyProblem(problem)
    },
  })
  const problems = newTaskProblems(task)
  const refused = create.problem ? fieldErrors(create.problem) : {}
  const errorOf = (field: keyof NewTask): string | undefined =>
    (tried && problems[field] ? text(`problem.${problems[field]}`) : undefined) ?? refused[field]
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(problems).length > 0) return
    const { title, key, description } = task
    create.run({
      body: { title: title.trim(), key: key.trim() || undefined, description: description.trim() || undefined },
    })
  }
  const field = (name: keyof NewTask) => ({
    label: text(`field.${name}`),
    value: task[name],
    error: errorOf(name),
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget
      setTask((old) => ({ ...old, [name]: value }))
    },
  })
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput {...field('title')} withAsterisk data-autofocus />
        <TextInput {...field('key')} description={text('keyHint')} placeholder="POP-17" />
        <Textarea {...field('description')} rows={5} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onCancel}>
            {text('cancel')}
          </Button>
          <Button type="submit" loading={create.running}>
            {text('createAndAssign')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** The button that creates a task, and its dialog; the key C opens it too. */
export const CreateTask = () => {
  const text = useText()
  const [opened, { open, close }] = useDisclosure(false)
  useHotkeys([['c', open]])
  return (
    <>
      <Button leftSection={<Icon name="plus" />} onClick={open} aria-keyshortcuts="c">
        {text('newTask')}
      </Button>
      <Modal opened={opened} onClose={close} title={text('newTask')} closeButtonProps={{ 'aria-label': text('close') }}>
        <TaskForm onDone={close} onCancel={close} />
      </Modal>
    </>
  )
}
