import { billingRoutes, type Payout } from '@popug/contracts/billing.ts'
import type { SlotContexts } from '@popug/contracts/widgets.ts'
import { batched, call, pages, StateThere, useOneOfMany, widgetFor } from '@popug/ui-kit'

const find = batched<Payout>(
  async (ids) => (await call(billingRoutes.listPayouts, { query: { ids: ids.join(','), limit: ids.length } })).items,
  ({ id }) => id,
)

/** The last word about a payout was said; one that Billing has not heard of yet is still to come. */
const moves = (payout: Payout | null): boolean => payout?.status !== 'paid' && payout?.status !== 'returned'

/** What became of the payment of a payout to the card. */
const Payment = ({ context: { payoutId } }: { readonly context: SlotContexts['accounts/payout/v1'] }) => {
  const asked = useOneOfMany(['billing', 'payment'], payoutId, find, moves)
  return <StateThere service="billing" of="payout" icon="card" asked={asked} page={pages.payout} />
}
export default widgetFor(['accounts/payout/v1'], Payment)
