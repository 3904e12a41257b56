import { moment } from '@popug/contracts/days.ts'
import type { DataOf, payoutPaid, taskClosed } from '@popug/contracts/events.ts'
import type { WebhookEvent, webhookTest } from '@popug/contracts/webhooks.ts'

/** What happened, as it is told outside. */
export interface Told {
  readonly id: string
  readonly type: WebhookEvent | typeof webhookTest
  readonly source: string
  /** Epoch milliseconds at which it was said. */
  readonly at: number
  readonly data: Readonly<Record<string, unknown>>
}

/** What of a closed task is told outside: a field that is not named here stays inside. */
export const closedOutside = ({ taskId, userId, closedAt }: DataOf<typeof taskClosed>) => ({ taskId, userId, closedAt })

/** What of a payout that was paid is told outside; nothing of the card. */
export const paidOutside = ({ payoutId, userId, day, amountMinor, currency, paidAt }: DataOf<typeof payoutPaid>) => ({
  payoutId,
  userId,
  day,
  amountMinor,
  currency,
  paidAt,
})

/** The body of a delivery: the event by CloudEvents 1.0, without where it stands on our log. */
export const bodyOf = ({ id, type, source, at, data }: Told): string =>
  JSON.stringify({
    specversion: '1.0',
    id,
    source,
    type,
    time: moment(at),
    datacontenttype: 'application/json',
    data,
  })
