import { Refusal } from '@popug/contracts/refusals.ts'
import { webhookTest } from '@popug/contracts/webhooks.ts'
import { newId } from '@popug/service-kit'
import { deliveryLogRepository } from '../db/delivery-log-repository.ts'
import type { DeliveryRow } from '../db/tables.ts'
import { webhookRepository } from '../db/webhook-repository.ts'
import type { Command } from '../world.ts'
import { freshDelivery } from './queue-deliveries.ts'

/** Queues an event that means nothing for one webhook; refuses with `not_found`, `webhook_disabled`. */
export const testWebhook: Command<{ id: string }, DeliveryRow> = async (ctx, { id }) => {
  const webhook = await webhookRepository(ctx.db).find(id)
  if (!webhook) throw new Refusal('not_found')
  if (webhook.status !== 'active') throw new Refusal('webhook_disabled')
  const told = {
    id: newId(ctx.now),
    type: webhookTest,
    source: '/mailer',
    at: ctx.now,
    data: { webhookId: id },
  } as const
  const row = freshDelivery(id, told, ctx.now)
  await deliveryLogRepository(ctx.db).add([row])
  ctx.wake('send-webhooks')
  return row
}
