import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { accountRoutes } from '@popug/contracts/accounts.ts'
import type { Transaction } from '@popug/contracts/transactions.ts'
import { fieldErrors, Money, notifyDone, notifyUnlessShown, useAction, useText } from '@popug/ui-kit'
import { type FormEvent, useState } from 'react'

const useReversal = (onDone: () => void) => {
  const text = useText()
  const action = useAction(accountRoutes.reverseTransaction, {
    onSuccess: () => {
      notifyDone(text('reverse.done'))
      onDone()
    },
    onProblem: (problem) => notifyUnlessShown(problem, ['reason']),
  })
  return { action, errors: fieldErrors(action.problem) }
}

const Form = ({ row, onDone }: { readonly row: Transaction; readonly onDone: () => void }) => {
  const text = useText()
  const [reason, setReason] = useState('')
  const { action, errors } = useReversal(onDone)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    action.run({ params: { id: row.id }, body: { reason: reason.trim() } })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text>
          {text('reverse.what')} <Money minor={-row.amountMinor} signed />
        </Text>
        <Textarea
          label={text('correction.reason')}
          description={text('correction.reasonHint')}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
          maxLength={500}
          rows={2}
          error={errors.reason}
          data-autofocus
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onDone}>
            {text('cancel')}
          </Button>
          <Button type="submit" color="macaw" loading={action.running} disabled={reason.trim() === ''}>
            {text('reverse.make', { id: row.id })}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** A button that takes a row back by one of the opposite amount, with a reason. */
export const ReverseButton = ({ row }: { readonly row: Transaction }) => {
  const text = useText()
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button variant="light" color="macaw" aria-haspopup="dialog" onClick={open}>
        {text('reverse.open')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={text('reverse.title', { id: row.id })}
        closeButtonProps={{ 'aria-label': text('close') }}
      >
        <Form row={row} onDone={close} />
      </Modal>
    </>
  )
}
