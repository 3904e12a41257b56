import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { accountRoutes } from '@popug/contracts/accounts.ts'
import { formatMoney, minorDigits } from '@popug/contracts/money.ts'
import {
  fieldErrors,
  NumberField,
  notifyDone,
  notifyUnlessShown,
  PersonField,
  useAction,
  useCurrency,
  useLanguage,
  useText,
} from '@popug/ui-kit'
import { type FormEvent, useState } from 'react'

interface CorrectionProps {
  /** Whose balance; chosen in the dialog where it is not given. */
  readonly userId?: string
}

const useCorrection = (currency: string, shown: readonly string[], onDone: () => void) => {
  const text = useText()
  const language = useLanguage()
  const action = useAction(accountRoutes.createCorrection, {
    onSuccess: ({ balanceMinor }) => {
      notifyDone(text('correction.done', { balance: formatMoney(balanceMinor, currency, language) }))
      onDone()
    },
    onProblem: (problem) => notifyUnlessShown(problem, shown),
  })
  return { action, errors: fieldErrors(action.problem) }
}

const Form = ({ userId: given, currency, onDone }: CorrectionProps & { currency: string; onDone: () => void }) => {
  const text = useText()
  const [userId, setUserId] = useState(given ?? '')
  const [amount, setAmount] = useState<number | string>('')
  const [reason, setReason] = useState('')
  const shown = ['amountMinor', 'reason', ...(given === undefined ? ['userId'] : [])]
  const { action, errors } = useCorrection(currency, shown, onDone)
  const amountMinor = typeof amount === 'number' ? Math.round(amount * 10 ** minorDigits(currency)) : 0
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    action.run({ body: { userId, amountMinor, reason: reason.trim() } })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {given === undefined && <PersonField value={userId} onChange={setUserId} error={errors.userId} />}
        <NumberField
          label={text('correction.amount', { currency })}
          description={text('correction.amountHint')}
          value={amount}
          onChange={setAmount}
          decimalScale={minorDigits(currency)}
          min={-1_000_000_000}
          max={1_000_000_000}
          error={errors.amountMinor}
          data-autofocus
        />
        <Textarea
          label={text('correction.reason')}
          description={text('correction.reasonHint')}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
          maxLength={500}
          rows={2}
          error={errors.reason}
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onDone}>
            {text('cancel')}
          </Button>
          <Button
            type="submit"
            loading={action.running}
            disabled={userId === '' || amountMinor === 0 || reason.trim() === ''}
          >
            {text('correction.make')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** A button that corrects a balance by a row with a reason. */
export const CorrectionButton = ({ userId }: CorrectionProps) => {
  const text = useText()
  const currency = useCurrency()
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button variant="default" aria-haspopup="dialog" onClick={open}>
        {text('correction.open')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={text('correction.title')}
        closeButtonProps={{ 'aria-label': text('close') }}
      >
        {currency && <Form {...(userId === undefined ? {} : { userId })} currency={currency} onDone={close} />}
      </Modal>
    </>
  )
}
