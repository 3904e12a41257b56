import { Alert, Button, Group, Stack, TextInput } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { type ReactNode, useRef, useState } from 'react'
import { useKitText } from '../i18n/text.ts'
import { Icon } from './icon.tsx'

interface NewSecretProps {
  readonly label: string
  readonly secret: string
  readonly hint: string
  readonly onDone: () => void
  /** Another way to pass it on, beside copying. */
  readonly more?: ReactNode
}

/**
 * Copies what stands in a field. Over plain HTTP elsewhere than at localhost a browser has no clipboard to write to, but copies
 * what is selected, as by the keys; where it does not, the text is selected for them.
 */
const useCopied = (value: string) => {
  const field = useRef<HTMLInputElement>(null)
  const clipboard = useClipboard()
  const [isCopied, setIsCopied] = useState(false)
  const copy = (): void => {
    if (navigator.clipboard) {
      clipboard.copy(value)
    } else {
      field.current?.focus()
      field.current?.select()
      setIsCopied(document.execCommand('copy'))
    }
  }
  return { field, copy, isCopied: isCopied || clipboard.copied }
}

/** A secret that is shown this once, with a button that copies it. */
export const NewSecret = ({ label, secret, hint, onDone, more }: NewSecretProps) => {
  const text = useKitText()
  const { field, copy, isCopied } = useCopied(secret)
  return (
    <Stack gap="md">
      <Alert icon={<Icon name="warning" />} color="beak">
        {hint}
      </Alert>
      <TextInput
        ref={field}
        label={label}
        readOnly
        value={secret}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        data-autofocus
        onFocus={(event) => event.currentTarget.select()}
      />
      <Group justify="flex-end" gap="sm">
        {more}
        <Button variant="default" onClick={copy}>
          {text(isCopied ? 'secret.copied' : 'secret.copy')}
        </Button>
        <Button onClick={onDone}>{text('secret.done')}</Button>
      </Group>
    </Stack>
  )
}
