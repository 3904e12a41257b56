import { deliveryLogRepository } from '../db/delivery-log-repository.ts'
import type { DeliveryRow, WebhookRow } from '../db/tables.ts'
import { webhookRepository } from '../db/webhook-repository.ts'
import type { Command } from '../world.ts'

/** A delivery in one instance's hand, with where it goes. */
export interface ClaimedDelivery {
  readonly delivery: DeliveryRow
  readonly webhook: WebhookRow
}

/** So many at once to a receiver that answers; one that fails is asked with a single one, so that it holds nobody else up: the lanes are twice as many. */
const atOnce = 10

/** Takes what is due into hand for so many milliseconds and counts the try, for nobody knows what becomes of it when we die. */
export const claimDeliveries: Command<{ holdFor: number }, ClaimedDelivery[]> = async (ctx, { holdFor }) => {
  const log = deliveryLogRepository(ctx.db)
  const claimed: ClaimedDelivery[] = []
  for (const webhook of await webhookRepository(ctx.db).listActive()) {
    if (webhook.restUntil > ctx.now) continue
    const limit = webhook.failingSince === null ? atOnce : 1
    for (const row of await log.dueForUpdate(webhook.id, ctx.now, limit)) {
      const delivery = { ...row, attempts: row.attempts + 1, claimedUntil: ctx.now + holdFor }
      claimed.push({ delivery, webhook })
    }
  }
  await log.change(claimed.map(({ delivery: { id, attempts, claimedUntil } }) => ({ id, attempts, claimedUntil })))
  return claimed
}
