import { Button, Checkbox, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { apiTokenRoutes } from '@popug/contracts/api-tokens.ts'
import type { Scope } from '@popug/contracts/scopes.ts'
import { serviceNames } from '@popug/contracts/topology.ts'
import { fieldErrors, Icon, NewSecret, notifyUnlessShown, useAction, useText } from '@popug/ui-kit'
import { type FormEvent, useState } from 'react'

const lives = [7, 30, 90, 365] as const

const ScopeField = ({ value, onChange }: { value: readonly string[]; onChange: (scopes: string[]) => void }) => {
  const text = useText()
  return (
    <Checkbox.Group
      label={text('tokens.scopes')}
      description={text('tokens.scopesHint')}
      withAsterisk
      value={[...value]}
      onChange={onChange}
    >
      <Stack gap="xs" mt="xs">
        {serviceNames.map((service) => (
          <Group key={service} gap="lg">
            {(['read', 'write'] as const).map((what) => (
              <Checkbox
                key={what}
                value={`${service}:${what}`}
                label={text(`tokens.${what}`, {
                  service: text(service === 'auth' ? 'place.users' : `place.${service}`),
                })}
                miw={190}
              />
            ))}
          </Group>
        ))}
      </Stack>
    </Checkbox.Group>
  )
}

interface FormProps {
  readonly onMade: (token: string) => void
  readonly onClose: () => void
}

const Form = ({ onMade, onClose }: FormProps) => {
  const text = useText()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<string[]>([])
  const [days, setDays] = useState('30')
  const create = useAction(apiTokenRoutes.createApiToken, {
    onSuccess: ({ token }) => onMade(token),
    onProblem: (problem) => notifyUnlessShown(problem, ['name']),
  })
  const errors = fieldErrors(create.problem)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    create.run({ body: { name, scopes: scopes as Scope[], expiresInDays: Number(days) } })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label={text('tokens.name')}
          placeholder={text('tokens.nameExample')}
          required
          maxLength={60}
          data-autofocus
          autoComplete="off"
          value={name}
          error={errors.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <ScopeField value={scopes} onChange={setScopes} />
        <Select
          label={text('tokens.life')}
          allowDeselect={false}
          data={lives.map((count) => ({ value: String(count), label: text('tokens.days', { count }) }))}
          value={days}
          onChange={(chosen) => chosen && setDays(chosen)}
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {text('cancel')}
          </Button>
          <Button type="submit" disabled={scopes.length === 0 || name.trim() === ''} loading={create.running}>
            {text('tokens.make')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** A button with a dialog that makes a token and shows it this once. */
export const CreateToken = () => {
  const text = useText()
  const [opened, { open, close }] = useDisclosure(false)
  const [token, setToken] = useState<string | null>(null)
  const done = (): void => {
    close()
    setToken(null)
  }
  return (
    <Group>
      <Button leftSection={<Icon name="plus" />} aria-haspopup="dialog" onClick={open}>
        {text('tokens.create')}
      </Button>
      <Modal
        opened={opened}
        onClose={done}
        size="lg"
        title={text('tokens.create')}
        closeOnClickOutside={token === null}
        closeButtonProps={{ 'aria-label': text('close') }}
      >
        {token === null ? (
          <Form onMade={setToken} onClose={done} />
        ) : (
          <NewSecret label={text('tokens.token')} secret={token} hint={text('tokens.once')} onDone={done} />
        )}
      </Modal>
    </Group>
  )
}
