import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { type Task, taskRoutes } from '@popug/contracts/tasks.ts'
import { fieldErrors, notifyUnlessShown, useAction, useText } from '@popug/ui-kit'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { MarkdownField, SendKeys } from './markdown-field.tsx'
import { type NewTask, newTaskProblems } from './new-task.ts'

interface TaskFormProps {
  readonly draft: NewTask
  readonly onDraft: (draft: NewTask) => void
  readonly onCreated: (task: Task) => void
  readonly onCancel: () => void
}

/** The form of a new task: what is wrong stands at its field, and the first such field takes the focus. */
const TaskForm = ({ draft, onDraft, onCreated, onCancel }: TaskFormProps) => {
  const text = useText()
  const form = useRef<HTMLFormElement>(null)
  // Counts the tries, so that a second one leads to the faulty field again.
  const [tries, setTries] = useState(0)
  const create = useAction(taskRoutes.createTask, {
    onSuccess: onCreated,
    onProblem: (problem) => notifyUnlessShown(problem, ['title', 'key', 'description']),
  })
  const problems = newTaskProblems(draft)
  const refused = fieldErrors(create.problem)
  const errorOf = (field: keyof NewTask): string | undefined =>
    (tries > 0 && problems[field] ? text(`problem.${problems[field]}`) : undefined) ?? refused[field]
  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [tries])

  const send = (): void => {
    if (create.running) return
    setTries((before) => before + 1)
    if (Object.keys(problems).length > 0) return
    const { title, key, description } = draft
    create.run({
      body: { title: title.trim(), key: key.trim() || undefined, description: description.trim() || undefined },
    })
  }
  const field = (name: keyof NewTask) => ({
    label: text(`field.${name}`),
    value: draft[name],
    error: errorOf(name),
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      onDraft({ ...draft, [name]: value }),
  })
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        send()
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        send()
      }}
    >
      <Stack>
        <TextInput {...field('title')} withAsterisk required data-autofocus />
        <TextInput {...field('key')} description={text('keyHint')} placeholder="POP-17" />
        <MarkdownField {...field('description')} onChange={(description) => onDraft({ ...draft, description })} />
        <Text size="sm" c="dimmed">
          {text('whatNext')}
        </Text>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onCancel}>
            {text('cancel')}
          </Button>
          <Button type="submit" loading={create.running} rightSection={<SendKeys />} aria-keyshortcuts="Control+Enter">
            {text('createAndAssign')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

export default TaskForm
