import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type Webhook, type WebhookEvent, webhookEvents, webhookRoutes } from '@popug/contracts/webhooks.ts'
import {
  type Column,
  Empty,
  fieldErrors,
  Icon,
  ListTable,
  Moment,
  NewSecret,
  notifyUnlessShown,
  Page,
  PageLink,
  useAction,
  useList,
  useText,
} from '@popug/ui-kit'
import { type FormEvent, useState } from 'react'
import { SectionLinks } from '../parts/section-links.tsx'
import { eventKey, WebhookState } from '../parts/webhook-state.tsx'

const Form = ({ onMade, onClose }: { readonly onMade: (secret: string) => void; readonly onClose: () => void }) => {
  const text = useText()
  const [url, setUrl] = useState('https://')
  const [description, setDescription] = useState('')
  const [events, setEvents] = useState<string[]>([...webhookEvents])
  const create = useAction(webhookRoutes.createWebhook, {
    onSuccess: ({ secret }) => onMade(secret),
    onProblem: (problem) => notifyUnlessShown(problem, ['url']),
  })
  const errors = fieldErrors(create.problem)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    create.run({ body: { url: url.trim(), description, events: events as WebhookEvent[] } })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label={text('webhooks.url')}
          type="url"
          required
          maxLength={1_000}
          data-autofocus
          value={url}
          error={errors.url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <TextInput
          label={text('webhooks.description')}
          maxLength={100}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <Checkbox.Group label={text('webhooks.events')} withAsterisk value={events} onChange={setEvents}>
          <Stack gap="xs" mt="xs">
            {webhookEvents.map((event) => (
              <Checkbox key={event} value={event} label={text(eventKey(event))} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {text('cancel')}
          </Button>
          <Button type="submit" disabled={events.length === 0} loading={create.running}>
            {text('webhooks.make')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

const CreateWebhook = () => {
  const text = useText()
  const [opened, { open, close }] = useDisclosure(false)
  const [secret, setSecret] = useState<string | null>(null)
  const done = (): void => {
    close()
    setSecret(null)
  }
  return (
    <>
      <Button leftSection={<Icon name="plus" />} aria-haspopup="dialog" onClick={open}>
        {text('webhooks.create')}
      </Button>
      <Modal
        opened={opened}
        onClose={done}
        size="lg"
        title={text('webhooks.create')}
        closeOnClickOutside={secret === null}
        closeButtonProps={{ 'aria-label': text('close') }}
      >
        {secret === null ? (
          <Form onMade={setSecret} onClose={done} />
        ) : (
          <NewSecret label={text('webhooks.secret')} secret={secret} hint={text('webhooks.once')} onDone={done} />
        )}
      </Modal>
    </>
  )
}

const useColumns = (): Column<Webhook>[] => {
  const text = useText()
  return [
    {
      key: 'url',
      title: text('webhooks.url'),
      main: true,
      cell: ({ id, url, description }) => (
        <Stack gap={0}>
          <PageLink to="/webhooks/$id" params={{ id }} style={{ overflowWrap: 'anywhere' }}>
            {url}
          </PageLink>
          {description && (
            <Text size="sm" c="dimmed" span>
              {description}
            </Text>
          )}
        </Stack>
      ),
    },
    {
      key: 'events',
      title: text('webhooks.events'),
      cell: ({ events }) => events.map((event) => text(eventKey(event))).join(', '),
    },
    { key: 'state', title: text('state'), cell: (webhook) => <WebhookState webhook={webhook} /> },
    { key: 'since', title: text('webhooks.since'), cell: ({ createdAt }) => <Moment at={createdAt} />, wideOnly: true },
  ]
}

/** The programs that are told of events, for admins. */
const Webhooks = () => {
  const text = useText()
  const webhooks = useList(webhookRoutes.listWebhooks)
  return (
    <Page title={text('section.webhooks')} actions={<CreateWebhook />}>
      <SectionLinks />
      <Text c="dimmed">{text('webhooks.about')}</Text>
      <ListTable
        of={webhooks}
        label={text('section.webhooks')}
        columns={useColumns()}
        rowKey={({ id }) => id}
        empty={<Empty title={text('webhooks.none')} />}
      />
    </Page>
  )
}

export default Webhooks
