import { Button, Code, Group, Modal, Select, Stack, Text } from '@mantine/core'
import {
  type DeliveryStatus,
  deliveryStatuses,
  type WebhookDelivery,
  webhookRoutes,
} from '@popug/contracts/webhooks.ts'
import {
  type Column,
  Empty,
  Fact,
  Facts,
  ListTable,
  Moment,
  notifyDone,
  StatusBadge,
  useAction,
  useList,
  useText,
} from '@popug/ui-kit'
import { useState } from 'react'
import { eventKey } from './webhook-state.tsx'

const Details = ({ delivery }: { readonly delivery: WebhookDelivery }) => {
  const text = useText()
  const { attempts, answer, failure, milliseconds, nextAttemptAt, eventId, body } = delivery
  return (
    <Stack gap="md">
      <Facts>
        <Fact name={text('webhooks.eventId')}>
          <Code>{eventId}</Code>
        </Fact>
        <Fact name={text('attempts')}>{attempts}</Fact>
        <Fact name={text('webhooks.answer')}>{failure ?? answer ?? '—'}</Fact>
        {milliseconds !== null && <Fact name={text('webhooks.took')}>{text('webhooks.ms', { milliseconds })}</Fact>}
        {nextAttemptAt !== null && (
          <Fact name={text('webhooks.next')}>
            <Moment at={nextAttemptAt} />
          </Fact>
        )}
      </Facts>
      <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {JSON.stringify(JSON.parse(body), null, 2)}
      </Code>
    </Stack>
  )
}

const Resend = ({ delivery: { id, status } }: { readonly delivery: WebhookDelivery }) => {
  const text = useText()
  const resend = useAction(webhookRoutes.resendWebhookDelivery, {
    onSuccess: () => notifyDone(text('webhooks.resent')),
  })
  return status === 'queued' ? null : (
    <Button size="compact-sm" variant="default" loading={resend.running} onClick={() => resend.run({ params: { id } })}>
      {text('webhooks.resend')}
    </Button>
  )
}

/** What was sent to a webhook and is to be, each with the answer, what it said, and a way to send it again. */
export const DeliveryLog = ({ webhookId }: { readonly webhookId: string }) => {
  const text = useText()
  const [status, setStatus] = useState<DeliveryStatus | null>(null)
  const [shown, setShown] = useState<WebhookDelivery | null>(null)
  const asked = { params: { id: webhookId }, query: status === null ? {} : { status } }
  const deliveries = useList(webhookRoutes.listWebhookDeliveries, asked, { keep: true, refetchInterval: 3_000 })
  const columns: Column<WebhookDelivery>[] = [
    {
      key: 'event',
      title: text('webhooks.what'),
      main: true,
      cell: (delivery) => (
        <Button
          variant="transparent"
          size="compact-sm"
          px={0}
          aria-haspopup="dialog"
          onClick={() => setShown(delivery)}
        >
          {text(eventKey(delivery.type))}
        </Button>
      ),
    },
    { key: 'at', title: text('webhooks.at'), cell: ({ createdAt }) => <Moment at={createdAt} /> },
    { key: 'status', title: text('state'), cell: (one) => <StatusBadge of="mail" status={one.status} /> },
    { key: 'attempts', title: text('attempts'), end: true, cell: ({ attempts }) => attempts },
    {
      key: 'answer',
      title: text('webhooks.answer'),
      cell: ({ answer, failure }) => (
        <Text inherit span style={{ overflowWrap: 'anywhere' }}>
          {failure ?? answer ?? '—'}
        </Text>
      ),
    },
    { key: 'resend', title: '', end: true, cell: (delivery) => <Resend delivery={delivery} /> },
  ]
  return (
    <Stack gap="sm">
      <Group>
        <Select
          aria-label={text('state')}
          placeholder={text('webhooks.anyState')}
          clearable
          data={deliveryStatuses.map((value) => ({ value, label: text(`status.mail.${value}`) }))}
          value={status}
          onChange={(chosen) => setStatus(chosen)}
        />
      </Group>
      <ListTable
        of={deliveries}
        label={text('webhooks.log')}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<Empty title={text('webhooks.nothingSent')} />}
      />
      <Modal
        opened={shown !== null}
        onClose={() => setShown(null)}
        size="lg"
        title={text('webhooks.delivery')}
        closeButtonProps={{ 'aria-label': text('close') }}
      >
        {shown && <Details delivery={shown} />}
      </Modal>
    </Stack>
  )
}
