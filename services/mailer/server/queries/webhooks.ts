import { Refusal } from '@popug/contracts/refusals.ts'
import type { DeliveryStatus } from '@popug/contracts/webhooks.ts'
import { type PageOf, pageRequest } from '@popug/service-kit'
import { deliveryLogRepository } from '../db/delivery-log-repository.ts'
import type { DeliveryRow, WebhookRow } from '../db/tables.ts'
import { webhookRepository } from '../db/webhook-repository.ts'
import type { Query } from '../world.ts'

interface Paging {
  readonly after?: string | undefined
  readonly limit?: number | undefined
}

/** A page of webhooks, newest first. */
export const listWebhooks: Query<Paging, PageOf<WebhookRow>> = ({ db }, paging) =>
  webhookRepository(db).list(pageRequest(paging, 1))

/** One webhook; refuses with `not_found`. */
export const getWebhook: Query<{ id: string }, WebhookRow> = async ({ db }, { id }) => {
  const found = await webhookRepository(db).find(id)
  if (!found) throw new Refusal('not_found')
  return found
}

/** A page of what was sent to a webhook and is to be, newest first; refuses with `not_found`. */
export const listDeliveries: Query<
  Paging & { webhookId: string; status?: DeliveryStatus | undefined },
  PageOf<DeliveryRow>
> = async (ctx, { webhookId, status, ...paging }) => {
  await getWebhook(ctx, { id: webhookId })
  return deliveryLogRepository(ctx.db).list({ webhookId, status }, pageRequest(paging, 1))
}
