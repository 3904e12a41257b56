import { Group, PasswordInput } from '@mantine/core'
import { authRoutes, type User } from '@popug/contracts/auth.ts'
import { ConfirmButton, notifyDone, useAction, useText } from '@popug/ui-kit'
import { useState } from 'react'
import { shortestPassword } from './own-password.tsx'
import { Section } from './section.tsx'

/** Gives a person a new password, after asking. */
export const UserPassword = ({ user: { id, name } }: { readonly user: User }) => {
  const text = useText()
  const [password, setPassword] = useState('')
  const change = useAction(authRoutes.changeUser, {
    onSuccess: () => {
      setPassword('')
      notifyDone(text('user.passwordDone'))
    },
    onProblem: () => undefined,
  })
  return (
    <Section title={text('user.passwordTitle')}>
      <Group align="flex-end" gap="sm">
        <PasswordInput
          label={text('user.passwordTitle')}
          description={text('atLeast', { count: shortestPassword })}
          autoComplete="new-password"
          maxLength={200}
          flex="0 1 280px"
          visibilityToggleButtonProps={{ 'aria-label': text('showPassword') }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <ConfirmButton
          disabled={password.length < shortestPassword}
          title={text('user.passwordAsk', { name })}
          what={text('user.passwordWhat', { name })}
          confirm={text('user.passwordConfirm', { name })}
          onConfirm={() => change.runAsync({ params: { id }, body: { password } })}
        >
          {text('user.passwordButton')}
        </ConfirmButton>
      </Group>
    </Section>
  )
}
