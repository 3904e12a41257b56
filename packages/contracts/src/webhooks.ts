import { type Static, Type } from 'typebox'
import { Moment } from './days.ts'
import { Id } from './ids.ts'
import { only } from './roles.ts'
import { closedObject, orNull, pageOf, paging, query, route } from './route.ts'

const service = 'mailer'

/** The events that other programs may be told of, by their names on the log. */
export const webhookEvents = ['task.closed.v1', 'payout.paid.v1'] as const
export type WebhookEvent = (typeof webhookEvents)[number]
const Events = Type.Array(Type.Enum([...webhookEvents]), {
  minItems: 1,
  maxItems: webhookEvents.length,
  uniqueItems: true,
})

/** What a person sends to see whether a receiver works. */
export const webhookTest = 'webhook.tested.v1'

export const webhookStatuses = ['active', 'disabled'] as const
export type WebhookStatus = (typeof webhookStatuses)[number]
const Status = Type.Enum([...webhookStatuses])

/** Why nothing is sent there: a person said so, it failed for too long, or it answered 410. */
export const webhookReasons = ['by_hand', 'failing', 'gone'] as const
export type WebhookReason = (typeof webhookReasons)[number]

/** Another program that is told of events; its secret is shown when it is made and renewed, and never again. */
export const Webhook = Type.Object({
  id: Id,
  url: Type.String(),
  description: Type.String(),
  events: Events,
  status: Status,
  reason: orNull(Type.Enum([...webhookReasons])),
  failingSince: orNull(Moment),
  createdAt: Moment,
})
export type Webhook = Static<typeof Webhook>
const WebhookWithSecret = Type.Object({
  ...Webhook.properties,
  secret: Type.String({ description: 'begins with `whsec_`' }),
})

export const deliveryStatuses = ['queued', 'sent', 'failed'] as const
export type DeliveryStatus = (typeof deliveryStatuses)[number]

/** One event on its way to one receiver; the log of what was sent. */
export const WebhookDelivery = Type.Object({
  id: Id,
  webhookId: Id,
  eventId: Type.String({ description: 'the header `webhook-id`, the same however often it is sent' }),
  type: Type.String(),
  status: Type.Enum([...deliveryStatuses]),
  attempts: Type.Integer(),
  answer: orNull(Type.Integer({ description: 'the HTTP status of the last answer; null where none came' })),
  failure: orNull(Type.String()),
  milliseconds: orNull(Type.Integer()),
  createdAt: Moment,
  nextAttemptAt: orNull(Moment),
  sentAt: orNull(Moment),
  body: Type.String(),
})
export type WebhookDelivery = Static<typeof WebhookDelivery>

const Url = Type.String({ minLength: 8, maxLength: 1_000 })
const Description = Type.String({ maxLength: 100 })
const admin = only('admin')
const one = closedObject({ id: Id })

export const webhookRoutes = {
  listWebhooks: route({
    name: 'listWebhooks',
    service,
    method: 'GET',
    path: '/webhooks',
    who: admin,
    summary: 'The programs that are told of events, newest first',
    query: query({ ...paging }),
    answer: pageOf(Webhook),
  }),
  createWebhook: route({
    name: 'createWebhook',
    service,
    method: 'POST',
    path: '/webhooks',
    who: admin,
    // No `creates`: what a repetition is answered is kept, and a secret is not for keeping.
    summary: 'Tells another program of events from now on; its secret is told this once',
    body: closedObject({ url: Url, events: Events, description: Type.Optional(Description) }),
    status: 201,
    answer: WebhookWithSecret,
    refusals: ['too_many_webhooks'],
  }),
  getWebhook: route({
    name: 'getWebhook',
    service,
    method: 'GET',
    path: '/webhooks/:id',
    who: admin,
    summary: 'One program that is told of events',
    params: one,
    answer: Webhook,
    refusals: ['not_found'],
  }),
  changeWebhook: route({
    name: 'changeWebhook',
    service,
    method: 'PATCH',
    path: '/webhooks/:id',
    who: admin,
    summary: 'Its address, its events, and whether it is told at all; while it is not, nothing is kept for it',
    params: one,
    body: Type.Object(
      {
        url: Type.Optional(Url),
        events: Type.Optional(Events),
        description: Type.Optional(Description),
        status: Type.Optional(Status),
      },
      { additionalProperties: false, minProperties: 1 },
    ),
    answer: Webhook,
    refusals: ['not_found'],
  }),
  removeWebhook: route({
    name: 'removeWebhook',
    service,
    method: 'DELETE',
    path: '/webhooks/:id',
    who: admin,
    summary: 'Tells it of nothing any more; what was on its way is given up, and its log goes',
    params: one,
    status: 204,
    answer: null,
    refusals: ['not_found'],
  }),
  renewWebhookSecret: route({
    name: 'renewWebhookSecret',
    service,
    method: 'POST',
    path: '/webhooks/:id/secret',
    who: admin,
    summary: 'Another secret, told this once; for 24 hours what is sent is signed with the one before too',
    params: one,
    answer: WebhookWithSecret,
    refusals: ['not_found'],
  }),
  testWebhook: route({
    name: 'testWebhook',
    service,
    method: 'POST',
    path: '/webhooks/:id/test',
    who: admin,
    summary: 'Sends it an event that means nothing, `webhook.tested.v1`',
    params: one,
    status: 202,
    answer: WebhookDelivery,
    creates: true,
    refusals: ['not_found', 'webhook_disabled'],
  }),
  listWebhookDeliveries: route({
    name: 'listWebhookDeliveries',
    service,
    method: 'GET',
    path: '/webhooks/:id/deliveries',
    who: admin,
    summary: 'What was sent to it, and is to be, newest first; kept for 30 days',
    params: one,
    query: query({ ...paging, status: Type.Optional(Type.Enum([...deliveryStatuses])) }),
    answer: pageOf(WebhookDelivery),
    refusals: ['not_found'],
  }),
  resendWebhookDelivery: route({
    name: 'resendWebhookDelivery',
    service,
    method: 'POST',
    path: '/deliveries/:id/resending',
    who: admin,
    summary: 'Sends it once more under the same id',
    params: one,
    answer: WebhookDelivery,
    refusals: ['not_found', 'delivery_on_its_way', 'webhook_disabled'],
  }),
}
