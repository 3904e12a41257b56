import { Alert } from '@mantine/core'
import { billingRoutes } from '@popug/contracts/billing.ts'
import { Icon, useRoute, useText } from '@popug/ui-kit'
import { useMaySettle } from './overseers.ts'
import { SharedCardPeople } from './shared-card-people.tsx'

/** Whether others have named the card that a person has now, for those who look after payouts. */
export const SharedCardWarning = ({ userId }: { readonly userId: string }) => {
  const text = useText()
  const { data } = useRoute(
    billingRoutes.listSharedCards,
    { query: { userId } },
    { enabled: useMaySettle(), staleTime: 60_000 },
  )
  const [shared] = data?.items ?? []
  if (!shared) return null
  const others = shared.userIds.filter((id) => id !== userId)
  return (
    <Alert
      color="beak"
      variant="light"
      icon={<Icon name="warning" />}
      title={text('shared.others', { last4: shared.last4 })}
    >
      <SharedCardPeople people={shared.people - 1} userIds={others} />
    </Alert>
  )
}
