import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { passkeyRoutes } from '@popug/contracts/passkeys.ts'
import {
  ApiProblem,
  Icon,
  notifyDone,
  notifyProblem,
  PasswordAgain,
  useAction,
  usePasswordAgain,
  useText,
} from '@popug/ui-kit'
import { type FormEvent, useState } from 'react'
import { deviceName } from '../pages/device-name.ts'
import { CeremonyStopped, type Hitch, makePasskey } from './passkey-ceremonies.ts'

const useNewPasskey = (onDone: () => void) => {
  const text = useText()
  const again = usePasswordAgain()
  const [hitch, setHitch] = useState<Hitch | null>(null)
  const [running, setRunning] = useState(false)
  // Problems are told below, where it is known which of the two refused.
  const silent = { onProblem: () => undefined }
  const begin = useAction(passkeyRoutes.beginPasskey, { ...silent, invalidate: [] })
  const create = useAction(passkeyRoutes.createPasskey, silent)

  const make = async (name: string): Promise<void> => {
    setRunning(true)
    setHitch(null)
    again.forgive()
    try {
      const options = await begin.runAsync({ body: { password: again.password } })
      const credential = await makePasskey(options)
      await create.runAsync({ body: { name, credential } })
      notifyDone(text('passkeys.added', { name }))
      onDone()
    } catch (error) {
      if (error instanceof CeremonyStopped) setHitch(error.hitch)
      else if (error instanceof ApiProblem) again.explain(error)
      else notifyProblem(error)
    } finally {
      setRunning(false)
    }
  }
  return { again, hitch, running, make }
}

const Form = ({ onClose }: { readonly onClose: () => void }) => {
  const text = useText()
  const device = deviceName(navigator.userAgent)
  const [name, setName] = useState(device ? text('sessions.deviceName', device) : '')
  const { again, hitch, running, make } = useNewPasskey(onClose)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void make(name.trim())
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text c="dimmed">{text('passkeys.addWhat')}</Text>
        {hitch && (
          <Alert role="alert" color="beak" icon={<Icon name="warning" />}>
            {text(`passkeys.${hitch}`)}
          </Alert>
        )}
        <TextInput
          label={text('passkeys.name')}
          description={text('passkeys.nameHint')}
          required
          maxLength={60}
          maw={360}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PasswordAgain of={again} why={text('passkeys.whyPassword')} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {text('cancel')}
          </Button>
          <Button type="submit" loading={running} disabled={name.trim() === '' || again.password === ''}>
            {text('passkeys.make')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** A button with a dialog that has the browser make a passkey. */
export const AddPasskey = () => {
  const text = useText()
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button leftSection={<Icon name="plus" />} aria-haspopup="dialog" onClick={open}>
        {text('passkeys.add')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={text('passkeys.addTitle')}
        closeButtonProps={{ 'aria-label': text('close') }}
      >
        <Form onClose={close} />
      </Modal>
    </>
  )
}
