import { Button, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core'
import { invitationRoutes } from '@popug/contracts/invitations.ts'
import {
  ApiProblem,
  fieldErrors,
  leave,
  Mark,
  Problem,
  pages,
  Query,
  useAction,
  useRoute,
  useText,
} from '@popug/ui-kit'
import { type FormEvent, useEffect, useState } from 'react'
import { shortestPassword } from './own-password.tsx'

const Form = ({ secret, email }: { readonly secret: string; readonly email: string }) => {
  const text = useText()
  const [password, setPassword] = useState('')
  const accept = useAction(invitationRoutes.acceptInvitation, {
    onSuccess: () => leave.to(pages.signIn),
    onProblem: () => undefined,
    invalidate: [],
  })
  const tooShort = password !== '' && password.length < shortestPassword
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!tooShort) accept.run({ body: { secret, password } })
  }
  const faulty = fieldErrors(accept.problem).password
  const refused = faulty === undefined ? accept.problem : null
  return (
    <form onSubmit={submit} aria-label={text('invitation.title')}>
      <Stack gap="md">
        {refused && <Problem error={refused} />}
        {/* For password managers: whose password it is. */}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordInput
          label={text('password')}
          description={text('atLeast', { count: shortestPassword })}
          autoComplete="new-password"
          required
          autoFocus
          maxLength={200}
          visibilityToggleButtonProps={{ 'aria-label': text('showPassword') }}
          value={password}
          error={tooShort ? text('atLeast', { count: shortestPassword }) : faulty}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={accept.running} fullWidth>
          {text('invitation.submit')}
        </Button>
      </Stack>
    </form>
  )
}

const known = /^[\w-]{43}$/

/** Where a person who was invited chooses a password. The secret stands behind the # of the address. */
const InvitationPage = () => {
  const text = useText()
  const [secret] = useState(() => globalThis.location.hash.slice(1))
  const invitation = useRoute(invitationRoutes.readInvitation, { body: { secret } }, { enabled: known.test(secret) })
  useEffect(() => {
    document.title = `${text('invitation.title')} · Popug`
  }, [text])
  return (
    <Stack w="100%" maw={400} gap="lg">
      <Stack gap={4} align="center">
        <Mark size={56} />
        <Title order={1} ta="center">
          {text('invitation.title')}
        </Title>
      </Stack>
      {known.test(secret) ? (
        <Query of={invitation}>
          {({ name, email }) => (
            <Paper withBorder p="lg" radius="lg">
              <Stack gap="md">
                <Text>{text('invitation.greeting', { name, email })}</Text>
                <Form secret={secret} email={email} />
              </Stack>
            </Paper>
          )}
        </Query>
      ) : (
        <Problem error={new ApiProblem({ code: 'invitation_over', status: 410 })} />
      )}
    </Stack>
  )
}

export default InvitationPage
