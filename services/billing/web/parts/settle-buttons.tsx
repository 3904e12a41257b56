import { Group } from '@mantine/core'
import { billingRoutes, type Payout } from '@popug/contracts/billing.ts'
import { ConfirmButton, notifyDone, useAction, useText } from '@popug/ui-kit'
import { FindingButton } from './finding-button.tsx'
import { useMaySettle } from './overseers.ts'
import { usePayoutSubject } from './payout-subject.ts'
import { ReturnButton } from './return-button.tsx'

const RetryButton = ({ payout }: { readonly payout: Payout }) => {
  const text = useText()
  const subject = usePayoutSubject(payout)
  const retry = useAction(billingRoutes.retryPayout, {
    onSuccess: ({ status }) => notifyDone(text(status === 'queued' ? 'retry.done' : 'retry.waits', subject)),
    // The dialog of the button says what went wrong, and stays open.
    onProblem: () => undefined,
  })
  return (
    <ConfirmButton
      size="xs"
      color="feather"
      title={text('retry.title')}
      what={text('retry.what', subject)}
      confirm={text('retry.confirm', subject)}
      onConfirm={() => retry.runAsync({ params: { id: payout.id } })}
    >
      {text('retry.button')}
    </ConfirmButton>
  )
}

/** What may be done about a payout that was not paid; nothing for those who only look. */
export const SettleButtons = ({ payout }: { readonly payout: Payout }) => {
  const maySettle = useMaySettle()
  const { status, hold } = payout
  const isReturnable = status === 'failed' || status === 'waiting_for_card' || hold === 'approval'
  if (!maySettle || !isReturnable) return null
  return (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      {status === 'failed' && <RetryButton payout={payout} />}
      {status === 'failed' && payout.mayBePaid && <FindingButton payout={payout} />}
      <ReturnButton payout={payout} />
    </Group>
  )
}
