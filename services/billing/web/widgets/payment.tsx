import { Anchor, Group } from '@mantine/core'
import { billingRoutes, type Payout } from '@popug/contracts/billing.ts'
import type { SlotContexts } from '@popug/contracts/widgets.ts'
import {
  batched,
  call,
  Icon,
  NotKnownYet,
  pages,
  Quiet,
  StatusBadge,
  useOneOfMany,
  useText,
  widgetFor,
} from '@popug/ui-kit'

const find = batched<Payout>(
  async (ids) => (await call(billingRoutes.listPayouts, { query: { ids: ids.join(','), limit: ids.length } })).items,
  ({ id }) => id,
)

/** The last word about a payout was said; one that Billing has not heard of yet is still to come. */
const moves = (payout: Payout | null): boolean => payout?.status !== 'paid' && payout?.status !== 'returned'

/** What became of the payment of a payout to the card. */
const Payment = ({ context: { payoutId } }: { readonly context: SlotContexts['accounts/payout/v1'] }) => {
  const text = useText()
  const { data, isError, retry } = useOneOfMany(['billing', 'payment'], payoutId, find, moves)
  if (!data) return isError ? <Quiet service="billing" onRetry={retry} /> : <NotKnownYet of={text('place.billing')} />
  return (
    <Anchor href={pages.payout(data.id)} title={text('place.billing')}>
      <Group gap={6} wrap="nowrap" component="span">
        <Icon name="card" size={16} />
        <StatusBadge of="payout" status={data.status} />
      </Group>
    </Anchor>
  )
}
export default widgetFor(['accounts/payout/v1'], Payment)
