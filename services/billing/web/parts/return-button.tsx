import { Stack, Text, Textarea } from '@mantine/core'
import { billingRoutes, type Payout } from '@popug/contracts/billing.ts'
import { ConfirmButton, notifyDone, useAction, useText } from '@popug/ui-kit'
import { useState } from 'react'
import { usePayoutSubject } from './payout-subject.ts'

/** Gives a payout back to the balance, for a reason that may be told. */
export const ReturnButton = ({ payout }: { readonly payout: Payout }) => {
  const text = useText()
  const subject = usePayoutSubject(payout)
  const [reason, setReason] = useState('')
  const giveBack = useAction(billingRoutes.returnPayout, {
    onSuccess: ({ status }) => notifyDone(text(status === 'paid' ? 'return.wasPaid' : 'return.done', subject)),
    // The dialog of the button says what went wrong, and stays open.
    onProblem: () => undefined,
  })
  const body = reason.trim() === '' ? {} : { reason: reason.trim() }
  return (
    <ConfirmButton
      size="xs"
      title={text('return.title')}
      what={
        <Stack gap="md">
          <Text>{text('return.what', subject)}</Text>
          <Textarea
            label={text('return.reason')}
            description={text('return.reasonHint')}
            value={reason}
            maxLength={500}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
        </Stack>
      }
      confirm={text('return.confirm', subject)}
      onConfirm={() => giveBack.runAsync({ params: { id: payout.id }, body })}
    >
      {text('return.button')}
    </ConfirmButton>
  )
}
