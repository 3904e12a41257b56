import { payoutIssued } from '@popug/contracts/events.ts'
import { queueMails } from '../commands/queue-mails.ts'
import { subscription } from '../world.ts'

/** A payout was issued: its performer gets a letter. */
export const onPayoutIssued = subscription(
  'payouts',
  [payoutIssued],
  (ctx, events) =>
    queueMails(
      ctx,
      events.map(({ data: { userId, payoutId, amountMinor, currency, day } }) => ({
        kind: 'payout_issued',
        userId,
        payoutId,
        amountMinor,
        currency,
        day,
        reason: null,
      })),
    ),
  { repeatable: true },
)
