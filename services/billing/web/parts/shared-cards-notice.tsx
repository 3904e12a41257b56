import { Alert } from '@mantine/core'
import { billingRoutes } from '@popug/contracts/billing.ts'
import { Icon, PageLink, useRoute, useText } from '@popug/ui-kit'
import { useMaySettle } from './overseers.ts'

/** A word to those who look after payouts where some card is named by several people; nothing is held up by it. */
export const SharedCardsNotice = () => {
  const text = useText()
  const { data } = useRoute(
    billingRoutes.listSharedCards,
    { query: { limit: 1 } },
    { enabled: useMaySettle(), staleTime: 60_000 },
  )
  if (!data || data.items.length === 0) return null
  return (
    <Alert color="beak" variant="light" icon={<Icon name="warning" />} title={text('shared.notice')}>
      <PageLink to="/shared-cards">{text('shared.look')}</PageLink>
    </Alert>
  )
}
