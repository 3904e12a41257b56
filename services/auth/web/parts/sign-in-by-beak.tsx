import { Alert, Button, Divider, Stack } from '@mantine/core'
import type { Me } from '@popug/contracts/auth.ts'
import { type Assertion, passkeyRoutes } from '@popug/contracts/passkeys.ts'
import { type ApiProblem, asProblem, call, Icon, Mark, problemTitle, useLanguage, useText, waitOf } from '@popug/ui-kit'
import { useEffect, useRef, useState } from 'react'
import { CeremonyStopped, callOff, chooseAndAnswer, type Hitch, offersQuietly } from './passkey-ceremonies.ts'
import { HindranceNote, useHindrance } from './passkey-hindrance.tsx'

/** How often a page that stays open asks for another challenge, before the button alone is left. */
const offersAtMost = 12

type Failure = { readonly hitch: Hitch } | { readonly problem: ApiProblem }

const failureOf = (error: unknown): Failure =>
  error instanceof CeremonyStopped ? { hitch: error.hitch } : { problem: asProblem(error) }

const begin = () => call(passkeyRoutes.beginPasskeySignIn)

const signIn = async (credential: Assertion): Promise<Me> =>
  (await call(passkeyRoutes.signInByPasskey, { body: { credential } }, { stay: true })).user

const useBeak = (onSignedIn: (user: Me) => void) => {
  const hindrance = useHindrance()
  const [running, setRunning] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [offered, setOffered] = useState(0)
  const done = useRef(onSignedIn)
  done.current = onSignedIn

  // In the field for the email the browser offers passkeys by itself. What it was given runs out: then it is given another.
  useEffect(() => {
    if (hindrance !== null || running || offered >= offersAtMost) return
    let isOver = false
    let isAsking = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const offer = async (): Promise<void> => {
      try {
        if (!(await offersQuietly())) return
        const options = await begin()
        if (isOver) return
        timer = setTimeout(() => setOffered(offered + 1), options.timeout * 0.9)
        isAsking = true
        const credential = await chooseAndAnswer(options, { quietly: true })
        // Where the button was pressed meanwhile, it has the word.
        if (!isOver) done.current(await signIn(credential))
      } catch (error) {
        // Nobody asked for the offer: only what became of a passkey that was chosen is worth a word.
        const failed = failureOf(error)
        if (isOver || !('problem' in failed) || failed.problem.code !== 'passkey_refused') return
        setFailure(failed)
        setOffered(offered + 1)
      }
    }
    void offer()
    return () => {
      isOver = true
      clearTimeout(timer)
      if (isAsking) void callOff()
    }
  }, [hindrance, running, offered])

  const start = async (): Promise<void> => {
    setRunning(true)
    setFailure(null)
    try {
      done.current(await signIn(await chooseAndAnswer(await begin(), { quietly: false })))
    } catch (error) {
      setFailure(failureOf(error))
      setRunning(false)
    }
  }
  return { hindrance, running, failure, start }
}

const Failed = ({ of }: { readonly of: Failure }) => {
  const text = useText()
  const language = useLanguage()
  const wait = 'problem' in of ? waitOf(of.problem) : undefined
  const title = 'problem' in of ? problemTitle(of.problem, language) : text(`beak.${of.hitch}`)
  const hint =
    'hitch' in of || of.problem.code === 'passkey_refused'
      ? text('beak.hint')
      : wait && text(wait.key, { count: wait.count })
  return (
    <Alert role="alert" color="beak" icon={<Icon name="warning" />} title={title}>
      {hint}
    </Alert>
  )
}

/** The way in without email or password: a button, passkeys offered in the field for the email, or why there are none here. */
export const SignInByBeak = ({ onSignedIn }: { readonly onSignedIn: (user: Me) => void }) => {
  const text = useText()
  const { hindrance, running, failure, start } = useBeak(onSignedIn)
  if (hindrance === undefined) return null
  return (
    <Stack gap="md" mt="md">
      <Divider label={text('beak.or')} />
      {failure && <Failed of={failure} />}
      {hindrance ? (
        <HindranceNote of={hindrance} />
      ) : (
        <Button
          variant="default"
          fullWidth
          leftSection={<Mark size={20} />}
          loading={running}
          onClick={() => void start()}
        >
          {text('beak.button')}
        </Button>
      )}
    </Stack>
  )
}
