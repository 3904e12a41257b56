import { payoutReturned } from '@popug/contracts/events.ts'
import { returnPayouts } from '../commands/return-payouts.ts'
import { subscription } from '../world.ts'

/** A payout that could not be paid goes back to the balance. */
export const onPayoutReturned = subscription(
  'payout-results',
  [payoutReturned],
  (ctx, events) =>
    returnPayouts(
      ctx,
      events.map(({ data }) => data),
    ),
  { repeatable: true },
)
