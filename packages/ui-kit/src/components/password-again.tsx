import { Alert, PasswordInput, Stack } from '@mantine/core'
import { useRef, useState } from 'react'
import { type ApiProblem, fieldErrors, problemTitle } from '../client/problem.ts'
import { waitOf } from '../client/waiting.ts'
import { useKitText, useLanguage } from '../i18n/text.ts'
import { useMe } from '../session/session.tsx'
import { Icon } from './icon.tsx'
import { notifyProblem } from './notify.tsx'

interface Words {
  /** Where it was not given though it is needed. */
  readonly needed?: string
  /** Where nobody can tell whether it is right: what has become of what the person wanted. */
  readonly notNow?: string
}

/** A person's password, asked for once more before something that matters, and why it was not taken. */
export const usePasswordAgain = ({ needed, notNow }: Words = {}) => {
  const text = useKitText()
  const language = useLanguage()
  const field = useRef<HTMLInputElement>(null)
  const [password, setPassword] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [isAway, setAway] = useState(false)

  const reasonOf = (problem: ApiProblem): string | undefined => {
    const wait = waitOf(problem)
    if (problem.code === 'wrong_password') return text('passwordAgain.wrong')
    if (problem.code === 'too_many_attempts')
      return [`${problemTitle(problem, language)}.`, wait ? text(wait.key, { count: wait.count }) : ''].join(' ').trim()
    return fieldErrors(problem).password === undefined ? undefined : (needed ?? text('passwordAgain.needed'))
  }
  return {
    field,
    password,
    error,
    away: isAway ? (notNow ?? text('passwordAgain.notNow')) : null,
    type: (typed: string): void => {
      setError(null)
      setPassword(typed)
    },
    /** Takes back what was said of the attempt before. */
    forgive: (): void => {
      setError(null)
      setAway(false)
    },
    /** Says why the password was not taken: at the field, where it is about the password. */
    explain: (problem: ApiProblem): void => {
      const reason = reasonOf(problem)
      if (reason !== undefined) {
        setError(reason)
        field.current?.focus()
      } else if (problem.status === 503) setAway(true)
      else notifyProblem(problem)
    },
  }
}

interface PasswordAgainProps {
  readonly of: ReturnType<typeof usePasswordAgain>
  /** Why it is asked for here. */
  readonly why: string
}

/** The field for it. */
export const PasswordAgain = ({ of, why }: PasswordAgainProps) => {
  const text = useKitText()
  const me = useMe()
  return (
    <Stack gap="sm" maw={360}>
      {/* For password managers: whose password it is. */}
      <input type="hidden" name="username" autoComplete="username" value={me.email} readOnly />
      <PasswordInput
        ref={of.field}
        label={text('passwordAgain.label')}
        description={why}
        visibilityToggleButtonProps={{ 'aria-label': text('passwordAgain.show') }}
        autoComplete="current-password"
        maxLength={200}
        value={of.password}
        error={of.error}
        aria-invalid={of.error !== null || undefined}
        onChange={(event) => of.type(event.currentTarget.value)}
      />
      {of.away && (
        <Alert role="alert" color="beak" icon={<Icon name="warning" />}>
          {of.away}
        </Alert>
      )}
    </Stack>
  )
}
