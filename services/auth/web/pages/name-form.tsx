import { Button, Group, TextInput } from '@mantine/core'
import { useText } from '@popug/ui-kit'
import { type FormEvent, useState } from 'react'

interface NameFormProps {
  readonly name: string
  readonly saving: boolean
  readonly error: string | undefined
  readonly onSave: (name: string) => void
}

/** A name with a button that saves it once it is another one. */
export const NameForm = ({ name, saving, error, onSave }: NameFormProps) => {
  const text = useText()
  const [typed, setTyped] = useState(name)
  const changed = typed.trim() !== '' && typed.trim() !== name
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (changed) onSave(typed.trim())
  }
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" gap="sm">
        <TextInput
          label={text('name')}
          autoComplete="off"
          required
          maxLength={100}
          flex="1 1 200px"
          value={typed}
          error={error}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={saving} disabled={!changed}>
          {text('save')}
        </Button>
      </Group>
    </form>
  )
}
