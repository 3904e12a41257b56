import { Refusal } from '@popug/contracts/refusals.ts'
import { deliveryLogRepository } from '../db/delivery-log-repository.ts'
import type { DeliveryRow } from '../db/tables.ts'
import { webhookRepository } from '../db/webhook-repository.ts'
import type { Command } from '../world.ts'

/** Queues a delivery that was sent or given up once more, under the same id; refuses with `not_found`, `webhook_disabled`, `delivery_on_its_way`. */
export const resendDelivery: Command<{ id: string }, DeliveryRow> = async (ctx, { id }) => {
  const log = deliveryLogRepository(ctx.db)
  const row = await log.findForUpdate(id)
  const webhook = row && (await webhookRepository(ctx.db).find(row.webhookId))
  if (!row || !webhook) throw new Refusal('not_found')
  if (webhook.status !== 'active') throw new Refusal('webhook_disabled')
  if (row.status === 'queued') throw new Refusal('delivery_on_its_way')
  const change = { status: 'queued', attempts: 0, nextAttemptAt: ctx.now, failure: null, answer: null } as const
  await log.change([{ id, ...change }])
  ctx.wake('send-webhooks')
  return { ...row, ...change }
}
