import { Alert, Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { authRoutes, type Me } from '@popug/contracts/auth.ts'
import {
  type ApiProblem,
  homeOf,
  Icon,
  Loading,
  leave,
  Mark,
  problemTitle,
  safeNext,
  useAction,
  useLanguage,
  useRoute,
  useSession,
  useText,
  waitOf,
} from '@popug/ui-kit'
import { type FormEvent, useEffect, useState } from 'react'
import { SignInByBeak } from '../parts/sign-in-by-beak.tsx'
import { DemoPeople, demoPassword } from './demo-people.tsx'

/** Why the door stayed shut, and what helps. */
const Refused = ({ problem }: { readonly problem: ApiProblem }) => {
  const text = useText()
  const language = useLanguage()
  const wait = waitOf(problem)
  const wrong = problem.code === 'wrong_credentials' || problem.code === 'invalid'
  return (
    <Alert
      role="alert"
      color="macaw"
      icon={<Icon name="warning" />}
      title={wrong ? text('signIn.wrong') : problemTitle(problem, language)}
    >
      {wrong ? text('signIn.wrongHint') : wait && text(wait.key, { count: wait.count })}
    </Alert>
  )
}

/** Signs in, then leads to where the person wanted to go or to where their day begins. */
export const SignIn = () => {
  const text = useText()
  const session = useSession()
  const installation = useRoute(authRoutes.getInstallation, {}, { staleTime: Number.POSITIVE_INFINITY })
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const role = session.data?.user.role
  useEffect(() => {
    document.title = `${text('signIn.title')} · Popug`
  }, [text])
  useEffect(() => {
    if (role) leave.to(safeNext() ?? homeOf(role))
  }, [role])
  const goOn = ({ role: as }: Pick<Me, 'role'>): void => leave.to(safeNext() ?? homeOf(as))
  const signIn = useAction(authRoutes.signIn, {
    onSuccess: ({ user }) => goOn(user),
    onProblem: () => setPassword(''),
    invalidate: [],
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    signIn.run({ body: { email, password } })
  }
  if (session.isPending || role) return <Loading shape="text" />
  return (
    <Stack w="100%" maw={400} gap="lg">
      <Stack gap={4} align="center">
        <Mark size={56} />
        <Title order={1}>Popug</Title>
        <Text c="dimmed">{text('signIn.greeting')}</Text>
      </Stack>
      <Paper withBorder p="lg" radius="lg">
        <form onSubmit={submit} aria-label={text('signIn.title')}>
          <Stack gap="md">
            {signIn.problem && <Refused problem={signIn.problem} />}
            <TextInput
              label={text('email')}
              type="email"
              autoComplete="username webauthn"
              required
              autoFocus
              maxLength={254}
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <PasswordInput
              label={text('password')}
              autoComplete="current-password"
              required
              maxLength={200}
              visibilityToggleButtonProps={{ 'aria-label': text('showPassword') }}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <Button type="submit" loading={signIn.running} fullWidth>
              {text('signIn.submit')}
            </Button>
          </Stack>
        </form>
        <SignInByBeak onSignedIn={goOn} />
      </Paper>
      {installation.data?.demo && (
        <DemoPeople
          onChoose={(chosen) => {
            setEmail(chosen)
            setPassword(demoPassword)
          }}
        />
      )}
    </Stack>
  )
}
