import { Button, Group, Stack, TextInput } from '@mantine/core'
import { billingRoutes } from '@popug/contracts/billing.ts'
import { fieldErrors, notifyDone, PasswordAgain, useAction, usePasswordAgain, useText } from '@popug/ui-kit'
import { type FormEvent, useLayoutEffect, useRef, useState } from 'react'
import { caretAfter, digitsOf, groupDigits, problemKey } from './card-number.ts'
import { SandboxHint } from './sandbox-hint.tsx'

interface CardFormProps {
  /** Whether there is a card already: then the password is asked for. */
  readonly replaces: boolean
  readonly onDone: () => void
  readonly onCancel?: (() => void) | undefined
}

/** A field for a card's number that groups the digits as they are typed, and leaves the caret where it was. */
const useGroupedDigits = () => {
  const field = useRef<HTMLInputElement>(null)
  const [digits, setDigits] = useState('')
  const [caret, setCaret] = useState<{ readonly at: number } | null>(null)
  const grouped = groupDigits(digits)
  useLayoutEffect(() => {
    if (caret !== null) field.current?.setSelectionRange(caret.at, caret.at)
  }, [caret])
  const type = (input: HTMLInputElement): void => {
    const next = digitsOf(input.value)
    const before = digitsOf(input.value.slice(0, input.selectionStart ?? input.value.length)).length
    setDigits(next)
    setCaret({ at: caretAfter(groupDigits(next), before) })
  }
  return { field, digits, grouped, type, set: setDigits }
}

/** Names a card: the number goes to the server and is not seen again. */
export const CardForm = ({ replaces, onDone, onCancel }: CardFormProps) => {
  const text = useText()
  const { field, digits, grouped, type, set } = useGroupedDigits()
  const [error, setError] = useState<string | null>(null)
  // A card may have been named elsewhere since: then the server asks for the password.
  const [asksPassword, setAsksPassword] = useState(replaces)
  const again = usePasswordAgain({ needed: text('card.needsPassword'), notNow: text('card.notNow') })
  const put = useAction(billingRoutes.putMyCard, {
    onSuccess: ({ last4 }) => {
      notifyDone(text('card.saved', { last4 }))
      onDone()
    },
    onProblem: (problem) => {
      if (fieldErrors(problem).password !== undefined) setAsksPassword(true)
      if (fieldErrors(problem).number === undefined) return again.explain(problem)
      setError(text(problemKey(digits)))
      field.current?.focus()
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    again.forgive()
    put.run({ body: { number: digits, ...(asksPassword ? { password: again.password } : {}) } })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          ref={field}
          label={text('card.number')}
          description={text('card.howKept')}
          value={grouped}
          error={error}
          onChange={({ currentTarget }) => {
            setError(null)
            type(currentTarget)
          }}
          inputMode="numeric"
          autoComplete="cc-number"
          placeholder="0000 0000 0000 0000"
          classNames={{ input: 'popug-figures' }}
          maw={360}
        />
        <SandboxHint
          onChoose={(number) => {
            setError(null)
            set(number)
            field.current?.focus()
          }}
        />
        {asksPassword && <PasswordAgain of={again} why={text('card.whyPassword')} />}
        <Group gap="sm">
          <Button
            type="submit"
            loading={put.running}
            disabled={digits === '' || (asksPassword && again.password === '')}
          >
            {text('card.save')}
          </Button>
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              {text('cancel')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  )
}
