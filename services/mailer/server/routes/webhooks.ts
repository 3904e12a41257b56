import { moment, momentOrNull } from '@popug/contracts/days.ts'
import { type Webhook, type WebhookDelivery, type WebhookEvent, webhookRoutes } from '@popug/contracts/webhooks.ts'
import { mapPage } from '@popug/service-kit'
import { changeWebhook, createWebhook, removeWebhook, renewWebhookSecret } from '../commands/change-webhook.ts'
import { resendDelivery } from '../commands/resend-delivery.ts'
import { testWebhook } from '../commands/test-webhook.ts'
import { getWebhook, listDeliveries, listWebhooks } from '../queries/webhooks.ts'
import { door } from '../world.ts'

type Row = Awaited<ReturnType<typeof getWebhook>>
type Delivery = Awaited<ReturnType<typeof listDeliveries>>['items'][number]

const webhookView = ({ id, url, description, events, status, reason, failingSince, createdAt }: Row): Webhook => ({
  id,
  url,
  description,
  events: events.split(' ') as WebhookEvent[],
  status,
  reason,
  failingSince: momentOrNull(failingSince),
  createdAt: moment(createdAt),
})

const deliveryView = (row: Delivery): WebhookDelivery => ({
  id: row.id,
  webhookId: row.webhookId,
  eventId: row.eventId,
  type: row.type,
  status: row.status,
  attempts: row.attempts,
  answer: row.answer,
  failure: row.failure,
  milliseconds: row.milliseconds,
  createdAt: moment(row.createdAt),
  nextAttemptAt: row.status === 'queued' ? moment(row.nextAttemptAt) : null,
  sentAt: momentOrNull(row.sentAt),
  body: row.body,
})

/** The doors of webhooks and their deliveries. */
export const webhookDoors = [
  door(webhookRoutes.listWebhooks, async (call) => mapPage(await listWebhooks(call, call.query), webhookView)),
  door(webhookRoutes.createWebhook, async ({ transaction, body }) => {
    const { row, secret } = await transaction((ctx) => createWebhook(ctx, body))
    return { ...webhookView(row), secret }
  }),
  door(webhookRoutes.getWebhook, async (call) => webhookView(await getWebhook(call, call.params))),
  door(webhookRoutes.changeWebhook, async ({ transaction, params, body }) =>
    webhookView(await transaction((ctx) => changeWebhook(ctx, { ...params, ...body }))),
  ),
  door(webhookRoutes.removeWebhook, async ({ transaction, params }) => {
    await transaction((ctx) => removeWebhook(ctx, params))
    return undefined
  }),
  door(webhookRoutes.renewWebhookSecret, async ({ transaction, params }) => {
    const { row, secret } = await transaction((ctx) => renewWebhookSecret(ctx, params))
    return { ...webhookView(row), secret }
  }),
  door(webhookRoutes.testWebhook, async ({ transaction, params }) =>
    deliveryView(await transaction((ctx) => testWebhook(ctx, params))),
  ),
  door(webhookRoutes.listWebhookDeliveries, async (call) => {
    const { id: webhookId } = call.params
    return mapPage(await listDeliveries(call, { webhookId, ...call.query }), deliveryView)
  }),
  door(webhookRoutes.resendWebhookDelivery, async ({ transaction, params }) =>
    deliveryView(await transaction((ctx) => resendDelivery(ctx, params))),
  ),
]
