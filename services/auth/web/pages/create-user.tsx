import { Button, Group, Modal, PasswordInput, Select, Stack, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { authRoutes } from '@popug/contracts/auth.ts'
import { languageName } from '@popug/contracts/languages.ts'
import { type Language, languages, type Role, roles } from '@popug/contracts/roles.ts'
import {
  type ApiProblem,
  fieldErrors,
  Icon,
  notifyDone,
  notifyProblem,
  problemTitle,
  useAction,
  useLanguage,
  useText,
} from '@popug/ui-kit'
import { type FormEvent, useState } from 'react'
import { shortestPassword } from './own-password.tsx'

const nobody = { name: '', email: '', role: 'performer' as Role, password: '', language: null as Language | null }

const useErrors = (problem: ApiProblem | null): Readonly<Record<string, string>> => {
  const language = useLanguage()
  if (problem?.code === 'email_taken') return { email: problemTitle(problem, language) }
  return problem ? fieldErrors(problem) : {}
}

const Form = ({ onClose }: { readonly onClose: () => void }) => {
  const text = useText()
  const [person, setPerson] = useState(nobody)
  const set = (change: Partial<typeof nobody>): void => setPerson((before) => ({ ...before, ...change }))
  const create = useAction(authRoutes.createUser, {
    onSuccess: ({ name }) => {
      notifyDone(text('users.registered', { name }))
      onClose()
    },
    onProblem: (problem) => {
      if (problem.code !== 'email_taken' && problem.code !== 'invalid') notifyProblem(problem)
    },
  })
  const errors = useErrors(create.problem)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const { language, ...body } = person
    create.run({ body: { ...body, ...(language ? { language } : {}) } })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label={text('name')}
          required
          maxLength={100}
          data-autofocus
          autoComplete="off"
          value={person.name}
          error={errors.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <TextInput
          label={text('email')}
          type="email"
          required
          maxLength={254}
          autoComplete="off"
          value={person.email}
          error={errors.email}
          onChange={(event) => set({ email: event.currentTarget.value.trim() })}
        />
        <Select
          label={text('role')}
          required
          allowDeselect={false}
          data={roles.map((value) => ({ value, label: text(`role.${value}`) }))}
          value={person.role}
          onChange={(role) => role && set({ role })}
        />
        <Select
          label={text('language')}
          placeholder={text('users.languageAuto')}
          clearable
          data={languages.map((value) => ({ value, label: languageName(value) }))}
          value={person.language}
          onChange={(language) => set({ language })}
        />
        <PasswordInput
          label={text('password')}
          description={text('users.passwordHint')}
          required
          minLength={shortestPassword}
          maxLength={200}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': text('showPassword') }}
          value={person.password}
          error={errors.password}
          onChange={(event) => set({ password: event.currentTarget.value })}
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {text('cancel')}
          </Button>
          <Button type="submit" loading={create.running}>
            {text('users.register')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** A button with a dialog that registers a person. */
export const CreateUser = () => {
  const text = useText()
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button leftSection={<Icon name="plus" />} aria-haspopup="dialog" onClick={open}>
        {text('users.create')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={text('users.create')}
        closeButtonProps={{ 'aria-label': text('close') }}
      >
        <Form onClose={close} />
      </Modal>
    </>
  )
}
