import { Group, Stack, Text } from '@mantine/core'
import type { Payout } from '@popug/contracts/billing.ts'
import { DayText, Moment, PersonName, StatusBadge, useFormat, useText } from '@popug/ui-kit'
import type { ReactNode } from 'react'
import { CardName } from './card-name.tsx'
import { Failure } from './failure.tsx'

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <Group justify="space-between" gap="md" wrap="nowrap">
    <Text component="dt" c="dimmed">
      {name}
    </Text>
    <Text component="dd" m={0} ta="right">
      {children}
    </Text>
  </Group>
)

/** What is known of a payout besides its sum. */
export const PayoutFacts = ({ payout }: { readonly payout: Payout }) => {
  const text = useText()
  const format = useFormat()
  const { status, failure, userId, day, cardLast4, attempts, issuedAt, paidAt } = payout
  return (
    <Stack component="dl" gap="sm" m={0}>
      <Fact name={text('field.status')}>
        <StatusBadge of="payout" status={status} />
      </Fact>
      {failure && status !== 'paid' && (
        <Fact name={text('field.failure')}>
          <Failure reason={failure} />
        </Fact>
      )}
      <Fact name={text('field.person')}>
        <PersonName id={userId} />
      </Fact>
      <Fact name={text('field.day')}>
        <DayText day={day} />
      </Fact>
      {cardLast4 && (
        <Fact name={text('field.card')}>
          <CardName last4={cardLast4} />
        </Fact>
      )}
      <Fact name={text('field.attempts')}>{format.number(attempts)}</Fact>
      <Fact name={text('field.issued')}>
        <Moment at={issuedAt} />
      </Fact>
      {paidAt && (
        <Fact name={text('field.paid')}>
          <Moment at={paidAt} />
        </Fact>
      )}
    </Stack>
  )
}
