import { payoutPaid, payoutReturned } from '@popug/contracts/events.ts'
import { queueDeliveries } from '../commands/queue-deliveries.ts'
import { queueMails } from '../commands/queue-mails.ts'
import { paidOutside } from '../domain/webhook-body.ts'
import { subscription } from '../world.ts'

/** A payout came back: its performer gets a letter that says why. One was paid: other programs that want to know are told. */
export const onPayoutResults = subscription(
  'payout-results',
  [payoutPaid, payoutReturned],
  async (ctx, events) => {
    const returned = events.filter((event) => event.type === payoutReturned.type)
    const paid = events.filter((event) => event.type === payoutPaid.type)
    if (returned.length > 0) {
      await queueMails(
        ctx,
        returned.map(({ data: { userId, payoutId, amountMinor, currency, day, reason } }) => ({
          kind: 'payout_returned',
          userId,
          payoutId,
          amountMinor,
          currency,
          day,
          reason,
        })),
      )
    }
    await queueDeliveries(
      ctx,
      paid.map(({ id, type, at, data }) => ({ id, type, at, source: '/billing', data: paidOutside(data) })),
    )
  },
  { repeatable: true },
)
