import { Button, Group, Modal } from '@mantine/core'
import { type Webhook, webhookRoutes } from '@popug/contracts/webhooks.ts'
import { ConfirmButton, NewSecret, notifyDone, useAction, useGo, useText } from '@popug/ui-kit'
import { useState } from 'react'

const silent = { onProblem: () => undefined }

const RenewSecret = ({ webhook: { id } }: { readonly webhook: Webhook }) => {
  const text = useText()
  const [secret, setSecret] = useState<string | null>(null)
  const renew = useAction(webhookRoutes.renewWebhookSecret, {
    ...silent,
    onSuccess: (renewed) => setSecret(renewed.secret),
  })
  return (
    <>
      <ConfirmButton
        variant="default"
        title={text('webhooks.renewAsk')}
        what={text('webhooks.renewWhat')}
        confirm={text('webhooks.renew')}
        onConfirm={() => renew.runAsync({ params: { id } })}
      >
        {text('webhooks.renew')}
      </ConfirmButton>
      <Modal
        opened={secret !== null}
        onClose={() => setSecret(null)}
        size="lg"
        title={text('webhooks.renew')}
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': text('close') }}
      >
        <NewSecret
          label={text('webhooks.secret')}
          secret={secret ?? ''}
          hint={text('webhooks.once')}
          onDone={() => setSecret(null)}
        />
      </Modal>
    </>
  )
}

/** What an admin may do with a webhook: test it, stop it or let it go on, renew its secret, take it away. */
export const WebhookActions = ({ webhook }: { readonly webhook: Webhook }) => {
  const text = useText()
  const go = useGo()
  const { id, url, status } = webhook
  const params = { id }
  const test = useAction(webhookRoutes.testWebhook, { onSuccess: () => notifyDone(text('webhooks.tested')) })
  const enable = useAction(webhookRoutes.changeWebhook)
  const disable = useAction(webhookRoutes.changeWebhook, silent)
  const remove = useAction(webhookRoutes.removeWebhook, silent)
  return (
    <Group gap="sm">
      {status === 'active' ? (
        <>
          <Button loading={test.running} onClick={() => test.run({ params })}>
            {text('webhooks.test')}
          </Button>
          <ConfirmButton
            variant="default"
            title={text('webhooks.disableAsk')}
            what={text('webhooks.disableWhat', { url })}
            confirm={text('webhooks.disable')}
            onConfirm={() => disable.runAsync({ params, body: { status: 'disabled' } })}
          >
            {text('webhooks.disable')}
          </ConfirmButton>
        </>
      ) : (
        <Button loading={enable.running} onClick={() => enable.run({ params, body: { status: 'active' } })}>
          {text('webhooks.enable')}
        </Button>
      )}
      <RenewSecret webhook={webhook} />
      <ConfirmButton
        title={text('webhooks.removeAsk')}
        what={text('webhooks.removeWhat', { url })}
        confirm={text('webhooks.removeOne', { url })}
        onConfirm={async () => {
          await remove.runAsync({ params })
          go('/webhooks')
        }}
      >
        {text('webhooks.remove')}
      </ConfirmButton>
    </Group>
  )
}
