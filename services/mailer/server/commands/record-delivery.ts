import type { Answer } from '../clients/webhook-sender.ts'
import { deliveryLogRepository } from '../db/delivery-log-repository.ts'
import type { DeliveryRow, WebhookRow } from '../db/tables.ts'
import { webhookRepository } from '../db/webhook-repository.ts'
import { deliveryDelay, receiverRest } from '../domain/webhook-retry.ts'
import type { Command } from '../world.ts'

interface Outcome {
  readonly delivery: DeliveryRow
  readonly answer: Answer
  readonly milliseconds: number
  /** Epoch milliseconds. */
  readonly at: number
}

const hour = 60 * 60_000

type Standing = Pick<WebhookRow, 'failingSince' | 'failures' | 'restUntil' | 'status' | 'reason'>

const standingOf = ({ failingSince, failures, restUntil, status, reason }: WebhookRow): Standing => ({
  failingSince,
  failures,
  restUntil,
  status,
  reason,
})

/** How the receiver stands after an answer: well, failing since some moment, or failing for so long that it is disabled. */
const standingAfter = (before: Standing, outcome: Outcome, patienceHours: number): Standing => {
  const { answer, at, milliseconds } = outcome
  if (answer.failure === null) return { ...before, failingSince: null, failures: 0, restUntil: 0 }
  const failingSince = before.failingSince ?? at
  // Of several that were on the wire together the first failure speaks for all.
  const isFirst = at - milliseconds >= before.restUntil
  const failures = before.failures + (isFirst ? 1 : 0)
  const restUntil = isFirst ? at + receiverRest(failures, answer.askedFor) : before.restUntil
  const failing = { ...before, failingSince, failures, restUntil }
  if (before.status === 'disabled') return failing
  // https://www.rfc-editor.org/rfc/rfc9110#section-15.5.11: the receiver itself says that it is gone for good.
  if (answer.status === 410) return { ...failing, status: 'disabled', reason: 'gone' }
  const isOver = at - failingSince >= patienceHours * hour
  return isOver ? { ...failing, status: 'disabled', reason: 'failing' } : failing
}

/** Writes down what became of a delivery in hand, and how its receiver stands; of one that has slipped away only a success counts. */
export const recordDelivery: Command<Outcome, void> = async (ctx, outcome) => {
  const { delivery, answer, milliseconds, at } = outcome
  const webhooks = webhookRepository(ctx.db)
  const log = deliveryLogRepository(ctx.db)
  const webhook = await webhooks.findForUpdate(delivery.webhookId)
  const row = await log.findForUpdate(delivery.id)
  if (!webhook || !row) return
  const { WEBHOOK_ATTEMPTS, WEBHOOK_PATIENCE } = ctx.settings
  const isSent = answer.failure === null
  if (row.claimedUntil !== delivery.claimedUntil && !isSent) return
  const standing = standingAfter(standingOf(webhook), outcome, WEBHOOK_PATIENCE)
  if (answer.failure !== null || webhook.failures > 0) await webhooks.change({ id: webhook.id, ...standing })
  if (standing.status !== webhook.status)
    ctx.log.warn({ webhook: webhook.id, reason: standing.reason }, 'a webhook was disabled')
  const isOver = isSent || row.attempts >= WEBHOOK_ATTEMPTS
  await log.change([
    {
      id: row.id,
      status: isSent ? 'sent' : isOver ? 'failed' : 'queued',
      claimedUntil: null,
      nextAttemptAt: isOver ? row.nextAttemptAt : at + deliveryDelay(row.attempts, Math.random(), answer.askedFor),
      answer: answer.status,
      failure: answer.failure,
      milliseconds,
      sentAt: isSent ? at : row.sentAt,
    },
  ])
}
