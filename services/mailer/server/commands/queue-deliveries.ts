import { newId } from '@popug/service-kit'
import { deliveryLogRepository } from '../db/delivery-log-repository.ts'
import type { DeliveryRow } from '../db/tables.ts'
import { webhookRepository } from '../db/webhook-repository.ts'
import { bodyOf, type Told } from '../domain/webhook-body.ts'
import { keepDeliveries } from '../domain/webhook-retry.ts'
import type { Command } from '../world.ts'

/** A delivery that nobody has tried yet. */
export const freshDelivery = (webhookId: string, told: Told, now: number): DeliveryRow => ({
  id: newId(now),
  webhookId,
  eventId: told.id,
  type: told.type,
  body: bodyOf(told),
  status: 'queued',
  attempts: 0,
  nextAttemptAt: now,
  claimedUntil: null,
  answer: null,
  failure: null,
  milliseconds: null,
  createdAt: now,
  sentAt: null,
})

/**
 * Queues each event for every active webhook that wants its kind and was there when it was said; once a webhook however
 * often it is heard. What is older than deliveries are kept is not told: nobody could know whether it had been.
 */
export const queueDeliveries: Command<readonly Told[], void> = async (ctx, events) => {
  const recent = events.filter(({ at }) => at > ctx.now - keepDeliveries)
  if (recent.length === 0) return
  const webhooks = await webhookRepository(ctx.db).listActive()
  const rows = webhooks.flatMap(({ id, events: wanted, createdAt }) =>
    recent
      .filter(({ type, at }) => wanted.split(' ').includes(type) && at >= createdAt)
      .map((told) => freshDelivery(id, told, ctx.now)),
  )
  if (rows.length === 0) return
  await deliveryLogRepository(ctx.db).add(rows)
  ctx.wake('send-webhooks')
}
