import { payoutReturned } from '@popug/contracts/events.ts'
import { queueMails } from '../commands/queue-mails.ts'
import { subscription } from '../world.ts'

/** A payout came back: its performer gets a letter that says why. */
export const onPayoutReturned = subscription(
  'payout-results',
  [payoutReturned],
  (ctx, events) =>
    queueMails(
      ctx,
      events.map(({ data: { userId, payoutId, amountMinor, currency, day, reason } }) => ({
        kind: 'payout_returned',
        userId,
        payoutId,
        amountMinor,
        currency,
        day,
        reason,
      })),
    ),
  { repeatable: true },
)
