import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type Passkey, passkeyRoutes } from '@popug/contracts/passkeys.ts'
import {
  fieldErrors,
  notifyDone,
  notifyUnlessShown,
  PasswordAgain,
  useAction,
  usePasswordAgain,
  useText,
} from '@popug/ui-kit'
import { type FormEvent, type ReactNode, useState } from 'react'

interface FormProps {
  readonly passkey: Passkey
  readonly onClose: () => void
}

const RenameForm = ({ passkey: { id, name: before }, onClose }: FormProps) => {
  const text = useText()
  const [name, setName] = useState(before)
  const rename = useAction(passkeyRoutes.renamePasskey, {
    onSuccess: onClose,
    onProblem: (problem) => notifyUnlessShown(problem, ['name']),
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    rename.run({ params: { id }, body: { name: name.trim() } })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label={text('passkeys.name')}
          required
          maxLength={60}
          data-autofocus
          autoComplete="off"
          value={name}
          error={fieldErrors(rename.problem).name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {text('cancel')}
          </Button>
          <Button type="submit" loading={rename.running} disabled={name.trim() === '' || name.trim() === before}>
            {text('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

const RemoveForm = ({ passkey: { id, name }, onClose }: FormProps) => {
  const text = useText()
  const again = usePasswordAgain()
  const remove = useAction(passkeyRoutes.removePasskey, {
    onSuccess: () => {
      notifyDone(text('passkeys.removed', { name }))
      onClose()
    },
    onProblem: again.explain,
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    again.forgive()
    remove.run({ params: { id }, body: { password: again.password } })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="lg">
        <Text>{text('passkeys.removeWhat')}</Text>
        <PasswordAgain of={again} why={text('passkeys.whyPassword')} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {text('cancel')}
          </Button>
          <Button type="submit" color="macaw" loading={remove.running} disabled={again.password === ''}>
            {text('passkeys.removeConfirm', { name })}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface DialogButtonProps {
  readonly title: string
  readonly label: string
  readonly of: string
  readonly children: (close: () => void) => ReactNode
}

const DialogButton = ({ title, label, of, children }: DialogButtonProps) => {
  const text = useText()
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button size="xs" variant="default" aria-label={`${label}: ${of}`} aria-haspopup="dialog" onClick={open}>
        {label}
      </Button>
      <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': text('close') }}>
        {children(close)}
      </Modal>
    </>
  )
}

/** What can be done with a passkey: another name, or away with it, after the password. */
export const PasskeyButtons = ({ passkey }: { readonly passkey: Passkey }) => {
  const text = useText()
  const { name } = passkey
  return (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      <DialogButton title={text('passkeys.renameTitle')} label={text('passkeys.rename')} of={name}>
        {(close) => <RenameForm passkey={passkey} onClose={close} />}
      </DialogButton>
      <DialogButton title={text('passkeys.removeAsk', { name })} label={text('passkeys.remove')} of={name}>
        {(close) => <RemoveForm passkey={passkey} onClose={close} />}
      </DialogButton>
    </Group>
  )
}
