import { Button, Stack, Text, Timeline } from '@mantine/core'
import { billingRoutes, type PayoutStatus } from '@popug/contracts/billing.ts'
import { Icon, type IconName, Loading, Moment, PersonName, Query, useList, useText } from '@popug/ui-kit'
import { Failure } from './failure.tsx'

const icons: Readonly<Record<PayoutStatus, IconName>> = {
  waiting_for_card: 'card',
  queued: 'clock',
  sent: 'moving',
  paid: 'check',
  failed: 'cross',
  returned: 'back',
}

/** Every state that a payout came into: when, why, and who did it; oldest first. */
export const PayoutWay = ({ id, moving }: { readonly id: string; readonly moving: boolean }) => {
  const text = useText()
  const steps = useList(
    billingRoutes.listPayoutSteps,
    { params: { id }, query: { limit: 100 } },
    { refetchInterval: moving ? 2_000 : false, staleTime: 0 },
  )
  return (
    <Query of={steps} loading={<Loading shape="text" count={3} />}>
      {(items) => (
        <Stack gap="md" align="flex-start">
          <Timeline active={items.length} bulletSize={26} lineWidth={2}>
            {items.map(({ at, status, attempt, failure, reason, note, actorId }, index) => (
              <Timeline.Item
                key={`${at} ${status} ${String(index)}`}
                bullet={<Icon name={icons[status]} size={14} />}
                color={status === 'failed' ? 'macaw' : status === 'returned' ? 'gray' : 'feather'}
                title={text(`status.payout.${status}`)}
              >
                {status === 'sent' && <Text size="sm">{text('attempt', { number: attempt })}</Text>}
                {reason && <Text size="sm">{text(`reason.${reason}`)}</Text>}
                {note && <Text size="sm">{text('note', { note })}</Text>}
                {failure && status !== 'sent' && <Failure reason={failure} />}
                <Text size="sm" c="dimmed">
                  <Moment at={at} />
                  {' · '}
                  {actorId ? <PersonName id={actorId} /> : text('byItself')}
                </Text>
              </Timeline.Item>
            ))}
          </Timeline>
          {steps.hasMore && (
            <Button variant="default" loading={steps.loadingMore} onClick={steps.more}>
              {text('showMore')}
            </Button>
          )}
        </Stack>
      )}
    </Query>
  )
}
