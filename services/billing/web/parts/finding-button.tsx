import { billingRoutes, type Payout } from '@popug/contracts/billing.ts'
import { ConfirmButton, fetchedLater, notifyDone, useAction, useText } from '@popug/ui-kit'
import { useState } from 'react'
import type { Told } from './finding-fields.tsx'
import { usePayoutSubject } from './payout-subject.ts'

const fields = fetchedLater(() => import('./finding-fields.tsx'))
const nothing: Told = { paid: '', note: '', reference: '' }

/** Tells what was found out at the bank about a payout of which nobody knows whether it was paid. */
export const FindingButton = ({ payout }: { readonly payout: Payout }) => {
  const text = useText()
  const subject = usePayoutSubject(payout)
  const [told, setTold] = useState(nothing)
  const tell = useAction(billingRoutes.tellFinding, {
    onSuccess: ({ status }) => notifyDone(text(status === 'paid' ? 'finding.wasPaid' : 'finding.wasNot', subject)),
    // The dialog of the button says what went wrong, and stays open.
    onProblem: () => undefined,
  })
  const note = told.note.trim()
  const reference = told.reference.trim()
  const paid = told.paid === 'yes'
  const body = { paid, note, ...(paid && reference !== '' ? { reference } : {}) }
  return (
    <ConfirmButton
      size="xs"
      color="feather"
      title={text('finding.title')}
      what={
        <fields.Part subject={subject} told={told} onTell={(more) => setTold((before) => ({ ...before, ...more }))} />
      }
      confirm={text('finding.confirm', subject)}
      mayConfirm={told.paid !== '' && note !== ''}
      onConfirm={() => tell.runAsync({ params: { id: payout.id }, body })}
    >
      {text('finding.button')}
    </ConfirmButton>
  )
}
