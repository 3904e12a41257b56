import { Alert, Button, CopyButton, Group, Stack, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
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

/** A secret that is shown this once, with a button that copies it. */
export const NewSecret = ({ label, secret, hint, onDone, more }: NewSecretProps) => {
  const text = useKitText()
  return (
    <Stack gap="md">
      <Alert icon={<Icon name="warning" />} color="beak">
        {hint}
      </Alert>
      <TextInput
        label={label}
        readOnly
        value={secret}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        data-autofocus
        onFocus={(event) => event.currentTarget.select()}
      />
      <Group justify="flex-end" gap="sm">
        {more}
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {text(copied ? 'secret.copied' : 'secret.copy')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onDone}>{text('secret.done')}</Button>
      </Group>
    </Stack>
  )
}
