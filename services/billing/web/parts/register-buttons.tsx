import { Group, Stack, Text, Textarea } from '@mantine/core'
import { billingRoutes } from '@popug/contracts/billing.ts'
import { formatMoney } from '@popug/contracts/money.ts'
import type { PayoutRegister } from '@popug/contracts/payout-registers.ts'
import { ApiProblem, ConfirmButton, notifyDone, useAction, useFormat, useLanguage, useMe, useText } from '@popug/ui-kit'
import { useState } from 'react'

const useSubject = ({ heldPayouts, heldMinor, currency, day }: PayoutRegister) => {
  const language = useLanguage()
  const format = useFormat()
  return { count: heldPayouts, sum: formatMoney(heldMinor, currency, language), day: format.day(day) }
}

const RejectButton = ({ register }: { readonly register: PayoutRegister }) => {
  const text = useText()
  const subject = useSubject(register)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const reject = useAction(billingRoutes.rejectPayoutRegister, {
    onSuccess: () => notifyDone(text('register.rejected', subject)),
    onProblem: () => undefined,
  })
  const { id, heldPayouts, heldMinor } = register
  const send = async (): Promise<void> => {
    const isMissing = reason.trim() === ''
    setMissing(isMissing)
    if (isMissing) {
      const errors = [{ path: '/body/reason', message: text('register.reasonMissing') }]
      throw new ApiProblem({ code: 'invalid', status: 400, errors })
    }
    await reject.runAsync({ params: { id }, body: { heldPayouts, heldMinor, reason: reason.trim() } })
  }
  return (
    <ConfirmButton
      title={text('register.rejectTitle', subject)}
      what={
        <Stack gap="md">
          <Text>{text('register.rejectWhat', subject)}</Text>
          <Textarea
            label={text('return.reason')}
            description={text('return.reasonHint')}
            error={missing && text('register.reasonMissing')}
            value={reason}
            maxLength={500}
            required
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
        </Stack>
      }
      confirm={text('register.rejectConfirm', subject)}
      onConfirm={send}
    >
      {text('register.reject')}
    </ConfirmButton>
  )
}

const ApproveButton = ({ register }: { readonly register: PayoutRegister }) => {
  const text = useText()
  const subject = useSubject(register)
  const approve = useAction(billingRoutes.approvePayoutRegister, {
    onSuccess: () => notifyDone(text('register.approved', subject)),
    onProblem: () => undefined,
  })
  const { id, heldPayouts, heldMinor } = register
  return (
    <ConfirmButton
      color="feather"
      variant="filled"
      title={text('register.approveTitle', subject)}
      what={text('register.approveWhat', subject)}
      confirm={text('register.approveConfirm', subject)}
      onConfirm={() => approve.runAsync({ params: { id }, body: { heldPayouts, heldMinor } })}
    >
      {text('register.approve')}
    </ConfirmButton>
  )
}

/** Approving and rejecting a register; who closed the day may only reject. */
export const RegisterButtons = ({ register }: { readonly register: PayoutRegister }) => {
  const me = useMe()
  if (register.status !== 'awaiting') return null
  return (
    <Group gap="sm">
      <RejectButton register={register} />
      {register.closedBy !== me.id && <ApproveButton register={register} />}
    </Group>
  )
}
