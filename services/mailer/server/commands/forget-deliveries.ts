import { deliveryLogRepository } from '../db/delivery-log-repository.ts'
import { webhookRepository } from '../db/webhook-repository.ts'
import { keepDeliveries } from '../domain/webhook-retry.ts'
import type { Command } from '../world.ts'

/** Forgets some deliveries that are too old or whose webhook was taken away; answers whether there may be more. */
export const forgetDeliveries: Command<{ limit: number }, boolean> = async ({ db, now }, { limit }) => {
  const log = deliveryLogRepository(db)
  const webhooks = webhookRepository(db)
  const old = await log.forgetOld(now - keepDeliveries, limit)
  const removed = await webhooks.nextRemoved()
  if (removed === undefined) return old === limit
  if ((await log.forgetOf(removed, limit)) < limit) await webhooks.forgetRemoved(removed)
  return true
}
