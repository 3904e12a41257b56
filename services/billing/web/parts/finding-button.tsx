import { Radio, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { billingRoutes, type Payout } from '@popug/contracts/billing.ts'
import { ConfirmButton, notifyDone, useAction, useText } from '@popug/ui-kit'
import { useState } from 'react'
import { usePayoutSubject } from './payout-subject.ts'

/** Tells what was found out at the bank about a payout of which nobody knows whether it was paid. */
export const FindingButton = ({ payout }: { readonly payout: Payout }) => {
  const text = useText()
  const subject = usePayoutSubject(payout)
  const [paid, setPaid] = useState('')
  const [note, setNote] = useState('')
  const [reference, setReference] = useState('')
  const tell = useAction(billingRoutes.tellFinding, {
    onSuccess: ({ status }) => notifyDone(text(status === 'paid' ? 'finding.wasPaid' : 'finding.wasNot', subject)),
    // The dialog of the button says what went wrong, and stays open.
    onProblem: () => undefined,
  })
  const number = reference.trim()
  const body = {
    paid: paid === 'yes',
    note: note.trim(),
    ...(paid === 'yes' && number !== '' ? { reference: number } : {}),
  }
  return (
    <ConfirmButton
      size="xs"
      color="feather"
      title={text('finding.title')}
      what={
        <Stack gap="md">
          <Text>{text('finding.what', subject)}</Text>
          <Radio.Group label={text('finding.question')} value={paid} onChange={setPaid} required>
            <Stack gap="xs" mt="xs">
              <Radio value="yes" label={text('finding.yes')} />
              <Radio value="no" label={text('finding.no')} />
            </Stack>
          </Radio.Group>
          {paid === 'yes' && (
            <TextInput
              label={text('finding.reference')}
              value={reference}
              maxLength={64}
              onChange={({ currentTarget }) => setReference(currentTarget.value)}
            />
          )}
          <Textarea
            label={text('finding.note')}
            description={text('finding.noteHint')}
            value={note}
            maxLength={500}
            required
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
        </Stack>
      }
      confirm={text('finding.confirm', subject)}
      mayConfirm={paid !== '' && note.trim() !== ''}
      onConfirm={() => tell.runAsync({ params: { id: payout.id }, body })}
    >
      {text('finding.button')}
    </ConfirmButton>
  )
}
