import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { authRoutes } from '@popug/contracts/auth.ts'
import {
  type ApiProblem,
  fieldErrors,
  notifyDone,
  notifyUnlessShown,
  problemTitle,
  useAction,
  useLanguage,
  useMe,
  useText,
  waitOf,
} from '@popug/ui-kit'
import { type FormEvent, useState } from 'react'
import { Section } from './section.tsx'

export const shortestPassword = 5

const useErrors = (problem: ApiProblem | null): { oldPassword?: string | undefined; password?: string | undefined } => {
  const text = useText()
  const language = useLanguage()
  if (problem === null) return {}
  if (problem.code === 'wrong_credentials') return { oldPassword: text('profile.wrongOld') }
  const wait = waitOf(problem)
  if (wait) return { oldPassword: `${problemTitle(problem, language)}. ${text(wait.key, { count: wait.count })}` }
  return fieldErrors(problem)
}

/** One's own password: the old one, and a new one. */
export const OwnPassword = () => {
  const text = useText()
  const me = useMe()
  const [oldPassword, setOldPassword] = useState('')
  const [password, setPassword] = useState('')
  const change = useAction(authRoutes.changeMe, {
    onSuccess: () => {
      setOldPassword('')
      setPassword('')
      notifyDone(text('profile.passwordChanged'))
    },
    onProblem: (problem) => {
      if (problem.code !== 'wrong_credentials' && !waitOf(problem))
        notifyUnlessShown(problem, ['oldPassword', 'password'])
    },
  })
  const errors = useErrors(change.problem)
  const tooShort = password !== '' && password.length < shortestPassword
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!tooShort) change.run({ body: { password, oldPassword } })
  }
  const toggle = { visibilityToggleButtonProps: { 'aria-label': text('showPassword') } }
  return (
    <Section title={text('profile.passwordTitle')}>
      <form onSubmit={submit}>
        <Stack gap="md" maw={360}>
          {/* For password managers: whose password it is. */}
          <input type="hidden" name="username" autoComplete="username" value={me.email} readOnly />
          <PasswordInput
            {...toggle}
            label={text('profile.oldPassword')}
            autoComplete="current-password"
            required
            maxLength={200}
            value={oldPassword}
            error={errors.oldPassword}
            onChange={(event) => setOldPassword(event.currentTarget.value)}
          />
          <PasswordInput
            {...toggle}
            label={text('profile.newPassword')}
            description={text('atLeast', { count: shortestPassword })}
            autoComplete="new-password"
            required
            maxLength={200}
            value={password}
            error={tooShort ? text('atLeast', { count: shortestPassword }) : errors.password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Group gap="sm">
            <Button type="submit" loading={change.running}>
              {text('profile.changePassword')}
            </Button>
            <Text size="sm" c="dimmed">
              {text('profile.passwordHint')}
            </Text>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}
