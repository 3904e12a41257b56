import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { billingRoutes } from '@popug/contracts/billing.ts'
import { notifyDone, PasswordAgain, useAction, usePasswordAgain, useText } from '@popug/ui-kit'
import type { FormEvent } from 'react'

const ForgetForm = ({ last4, onClose }: { readonly last4: string; readonly onClose: () => void }) => {
  const text = useText()
  const again = usePasswordAgain({ needed: text('card.needsPassword'), notNow: text('card.notNow') })
  const forget = useAction(billingRoutes.deleteMyCard, {
    onSuccess: () => {
      notifyDone(text('card.deleted'))
      onClose()
    },
    onProblem: again.explain,
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    again.forgive()
    forget.run({ body: { password: again.password } })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <Text>{text('card.deleteWhat')}</Text>
        <PasswordAgain of={again} why={text('card.whyPassword')} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {text('cancel')}
          </Button>
          <Button type="submit" color="macaw" loading={forget.running} disabled={again.password === ''}>
            {text('card.deleteConfirm', { last4 })}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** The button that forgets the person's card, which asks first, and for the password. */
export const ForgetCard = ({ last4 }: { readonly last4: string }) => {
  const text = useText()
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button color="macaw" variant="light" aria-haspopup="dialog" onClick={open}>
        {text('card.delete')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={text('card.deleteTitle', { last4 })}
        closeButtonProps={{ 'aria-label': text('close') }}
      >
        <ForgetForm last4={last4} onClose={close} />
      </Modal>
    </>
  )
}
