import { payoutIssued } from '@popug/contracts/events.ts'
import { queuePayouts } from '../commands/queue-payouts.ts'
import { subscription } from '../world.ts'

/** The ledger issued payouts: each goes to the card of its person, or waits for one. */
export const onPayoutIssued = subscription(
  'payouts',
  [payoutIssued],
  (ctx, events) =>
    queuePayouts(
      ctx,
      events.map(({ data: { payoutId, userId, day, amountMinor, currency, issuedAt, closedBy } }) => ({
        id: payoutId,
        userId,
        day,
        amountMinor,
        currency,
        issuedAt: Date.parse(issuedAt),
        closedBy: closedBy ?? null,
      })),
    ),
  { repeatable: true },
)
