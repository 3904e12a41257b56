import { Alert, PasswordInput, Stack } from '@mantine/core'
import {
  type ApiProblem,
  fieldErrors,
  Icon,
  notifyProblem,
  problemTitle,
  useLanguage,
  useMe,
  useText,
  waitOf,
} from '@popug/ui-kit'
import { useRef, useState } from 'react'

/** A person's password, asked for once more, and why it was not taken. */
export const usePasswordAgain = () => {
  const text = useText()
  const language = useLanguage()
  const field = useRef<HTMLInputElement>(null)
  const [password, setPassword] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [isAway, setAway] = useState(false)

  const reasonOf = (problem: ApiProblem): string | undefined => {
    const wait = waitOf(problem)
    if (problem.code === 'wrong_password') return text('card.wrongPassword')
    if (problem.code === 'too_many_attempts')
      return [`${problemTitle(problem, language)}.`, wait ? text(wait.key, { count: wait.count }) : ''].join(' ').trim()
    return fieldErrors(problem).password === undefined ? undefined : text('card.needsPassword')
  }
  return {
    field,
    password,
    error,
    isAway,
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

/** The field for it. */
export const PasswordAgain = ({ of }: { readonly of: ReturnType<typeof usePasswordAgain> }) => {
  const text = useText()
  const me = useMe()
  return (
    <Stack gap="sm" maw={360}>
      {/* For password managers: whose password it is. */}
      <input type="hidden" name="username" autoComplete="username" value={me.email} readOnly />
      <PasswordInput
        ref={of.field}
        label={text('card.password')}
        description={text('card.whyPassword')}
        visibilityToggleButtonProps={{ 'aria-label': text('card.showPassword') }}
        autoComplete="current-password"
        maxLength={200}
        value={of.password}
        error={of.error}
        aria-invalid={of.error !== null || undefined}
        onChange={(event) => of.type(event.currentTarget.value)}
      />
      {of.isAway && (
        <Alert role="alert" color="beak" icon={<Icon name="warning" />}>
          {text('card.notNow')}
        </Alert>
      )}
    </Stack>
  )
}
