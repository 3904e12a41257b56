import { Group } from '@mantine/core'
import { billingRoutes, type Payout } from '@popug/contracts/billing.ts'
import { formatMoney } from '@popug/contracts/money.ts'
import { ConfirmButton, notifyDone, shortId, useAction, useLanguage, usePersonById, useText } from '@popug/ui-kit'
import { useMaySettle } from './overseers.ts'

/** The dialog of the button says what went wrong, and stays open. */
const silent = () => undefined

/** What the payout is about, in words for buttons: whose, and how much. */
const useSubject = ({ userId, amountMinor, currency }: Payout) => {
  const language = useLanguage()
  const { data: person } = usePersonById(userId)
  return { person: person?.name ?? shortId(userId), amount: formatMoney(amountMinor, currency, language) }
}

const RetryButton = ({ payout }: { readonly payout: Payout }) => {
  const text = useText()
  const subject = useSubject(payout)
  const retry = useAction(billingRoutes.retryPayout, {
    onSuccess: ({ status }) => notifyDone(text(status === 'queued' ? 'retry.done' : 'retry.waits', subject)),
    onProblem: silent,
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

const ReturnButton = ({ payout }: { readonly payout: Payout }) => {
  const text = useText()
  const subject = useSubject(payout)
  const giveBack = useAction(billingRoutes.returnPayout, {
    onSuccess: ({ status }) => notifyDone(text(status === 'paid' ? 'return.wasPaid' : 'return.done', subject)),
    onProblem: silent,
  })
  return (
    <ConfirmButton
      size="xs"
      title={text('return.title')}
      what={text('return.what', subject)}
      confirm={text('return.confirm', subject)}
      onConfirm={() => giveBack.runAsync({ params: { id: payout.id } })}
    >
      {text('return.button')}
    </ConfirmButton>
  )
}

/** What may be done about a payout that was not paid; nothing for those who only look. */
export const SettleButtons = ({ payout }: { readonly payout: Payout }) => {
  const maySettle = useMaySettle()
  const { status } = payout
  if (!maySettle || (status !== 'failed' && status !== 'waiting_for_card')) return null
  return (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      {status === 'failed' && <RetryButton payout={payout} />}
      <ReturnButton payout={payout} />
    </Group>
  )
}
