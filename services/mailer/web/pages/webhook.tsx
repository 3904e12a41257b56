import { Stack, Title } from '@mantine/core'
import { webhookRoutes } from '@popug/contracts/webhooks.ts'
import { Fact, Facts, Moment, Page, PageLink, Query, useParam, useRoute, useText } from '@popug/ui-kit'
import { DeliveryLog } from '../parts/delivery-log.tsx'
import { WebhookActions } from '../parts/webhook-actions.tsx'
import { eventKey, WebhookState } from '../parts/webhook-state.tsx'

/** One program that is told of events: how it stands, what can be done with it, and the log of what was sent. */
const WebhookPage = () => {
  const text = useText()
  const id = useParam('id')
  const webhook = useRoute(webhookRoutes.getWebhook, { params: { id } }, { refetchInterval: 5_000 })
  return (
    <Page title={text('webhooks.one')}>
      <PageLink to="/webhooks">{text('webhooks.all')}</PageLink>
      <Query of={webhook}>
        {(found) => (
          <Stack gap="lg">
            <Stack maw={760}>
              <Facts>
                <Fact name={text('webhooks.url')}>{found.url}</Fact>
                {found.description && <Fact name={text('webhooks.description')}>{found.description}</Fact>}
                <Fact name={text('webhooks.events')}>
                  {found.events.map((event) => text(eventKey(event))).join(', ')}
                </Fact>
                <Fact name={text('state')}>
                  <WebhookState webhook={found} />
                </Fact>
                {found.failingSince && (
                  <Fact name={text('webhooks.failingSince')}>
                    <Moment at={found.failingSince} />
                  </Fact>
                )}
              </Facts>
            </Stack>
            <WebhookActions webhook={found} />
            <Title order={2}>{text('webhooks.log')}</Title>
            <DeliveryLog webhookId={found.id} />
          </Stack>
        )}
      </Query>
    </Page>
  )
}

export default WebhookPage
