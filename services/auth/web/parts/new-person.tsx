import { Button, Group, PasswordInput, Radio, Select, Stack, TextInput } from '@mantine/core'
import { authRoutes } from '@popug/contracts/auth.ts'
import { type Invitation, invitationRoutes } from '@popug/contracts/invitations.ts'
import { languageName } from '@popug/contracts/languages.ts'
import { type Language, languages, type Role, roles } from '@popug/contracts/roles.ts'
import {
  type ApiProblem,
  fieldErrors,
  notifyDone,
  notifyUnlessShown,
  problemTitle,
  useAction,
  useLanguage,
  useText,
} from '@popug/ui-kit'
import { type FormEvent, useState } from 'react'
import { shortestPassword } from '../pages/own-password.tsx'
import { InvitationLink } from './invitation-link.tsx'

const nobody = { name: '', email: '', role: 'performer' as Role, password: '', language: null as Language | null }

/** How a person comes by a password. */
type Way = 'link' | 'password'

const useErrors = (problem: ApiProblem | null): Readonly<Record<string, string>> => {
  const language = useLanguage()
  if (problem?.code === 'email_taken') return { email: problemTitle(problem, language) }
  return fieldErrors(problem)
}

interface FormProps {
  readonly onClose: () => void
  readonly onInvited: (invitation: Invitation) => void
}

const Form = ({ onClose, onInvited }: FormProps) => {
  const text = useText()
  const [person, setPerson] = useState(nobody)
  const [way, setWay] = useState<Way>('link')
  // The person is registered by then: where no link comes, their own page makes one.
  const invite = useAction(invitationRoutes.inviteUser, { onSuccess: onInvited, onProblem: onClose, invalidate: [] })
  const set = (change: Partial<typeof nobody>): void => setPerson((before) => ({ ...before, ...change }))
  const create = useAction(authRoutes.createUser, {
    onSuccess: ({ id, name }) => {
      notifyDone(text(way === 'link' ? 'users.awaited' : 'users.registered', { name }))
      if (way === 'link') invite.run({ params: { id } })
      else onClose()
    },
    onProblem: (problem) => {
      if (problem.code !== 'email_taken') notifyUnlessShown(problem, ['name', 'email', 'password'])
    },
  })
  const errors = useErrors(create.problem)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const { language, password, ...body } = person
    create.run({ body: { ...body, ...(language ? { language } : {}), ...(way === 'password' ? { password } : {}) } })
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
        <Radio.Group
          label={text('users.whoSets')}
          value={way}
          onChange={(chosen) => setWay(chosen === 'password' ? 'password' : 'link')}
        >
          <Stack gap="xs" mt={6}>
            <Radio value="link" label={text('users.byLink')} description={text('users.byLinkHint')} />
            <Radio value="password" label={text('users.byPassword')} />
          </Stack>
        </Radio.Group>
        {way === 'password' && (
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
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {text('cancel')}
          </Button>
          <Button type="submit" loading={create.running || invite.running}>
            {text(way === 'link' ? 'users.invite' : 'users.register')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface NewPersonProps {
  /** The link that was made for them; null as long as nobody is registered. */
  readonly invitation: Invitation | null
  readonly onInvited: (invitation: Invitation) => void
  readonly onDone: () => void
}

/** Registers a person, and shows the link by which they choose a password. */
const NewPerson = ({ invitation, onInvited, onDone }: NewPersonProps) =>
  invitation ? (
    <InvitationLink invitation={invitation} onDone={onDone} />
  ) : (
    <Form onClose={onDone} onInvited={onInvited} />
  )

export default NewPerson
