import type { Webhook } from '@popug/contracts/webhooks.ts'
import { StatusBadge, useText } from '@popug/ui-kit'

/** The key of an event's words: dots part keys, so they stand apart by dashes. */
export const eventKey = (event: string): string => `webhooks.event.${event.replaceAll('.', '-')}`

/** How a receiver stands: well, failing, or told nothing and why. */
export const WebhookState = ({ webhook: { status, reason, failingSince } }: { readonly webhook: Webhook }) => {
  const text = useText()
  if (status === 'disabled') {
    return <StatusBadge tone={reason === 'by_hand' ? 'quiet' : 'bad'} word={text(`webhooks.reason.${reason}`)} />
  }
  return failingSince === null ? (
    <StatusBadge tone="good" word={text('webhooks.active')} />
  ) : (
    <StatusBadge tone="waiting" word={text('webhooks.failing')} />
  )
}
