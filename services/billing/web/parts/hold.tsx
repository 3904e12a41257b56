import { Text } from '@mantine/core'
import type { Payout } from '@popug/contracts/billing.ts'
import { Moment, PageLink, useMe, useText } from '@popug/ui-kit'
import { overseers } from './overseers.ts'

/** What keeps a queued payout from being sent, and until when; nothing where nothing does. */
export const Hold = ({ payout: { hold, nextAttemptAt, registerId } }: { readonly payout: Payout }) => {
  const text = useText()
  const mayLook = overseers.includes(useMe().role)
  if (hold === null) return null
  if (hold === 'approval' && registerId !== null && mayLook) {
    return (
      <PageLink to="/registers/$id" params={{ id: registerId }}>
        {text('hold.approval')}
      </PageLink>
    )
  }
  return (
    <Text component="span" size="sm" c="dimmed">
      {text(`hold.${hold}`)}
      {nextAttemptAt !== null && (
        <>
          {' '}
          <Moment at={nextAttemptAt} />
        </>
      )}
    </Text>
  )
}
