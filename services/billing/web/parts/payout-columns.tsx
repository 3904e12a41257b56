import { Stack } from '@mantine/core'
import type { Payout } from '@popug/contracts/billing.ts'
import { type Column, DayText, Moment, Money, PageLink, PersonName, StatusBadge, type useText } from '@popug/ui-kit'
import type { ReactNode } from 'react'
import { CardName } from './card-name.tsx'
import { Failure } from './failure.tsx'
import { Hold } from './hold.tsx'

const linkTo = (payout: Payout, child: ReactNode) => (
  <PageLink to="/payouts/$id" params={{ id: payout.id }}>
    {child}
  </PageLink>
)

/** The columns that lists of payouts choose from. */
export const payoutColumns = (text: ReturnType<typeof useText>) =>
  ({
    day: {
      key: 'day',
      title: text('field.day'),
      main: true,
      cell: (payout) => linkTo(payout, <DayText day={payout.day} />),
    },
    person: { key: 'person', title: text('field.person'), cell: ({ userId }) => <PersonName id={userId} /> },
    amount: {
      key: 'amount',
      title: text('field.amount'),
      end: true,
      cell: ({ amountMinor, currency }) => <Money minor={amountMinor} currency={currency} />,
    },
    status: {
      key: 'status',
      title: text('field.status'),
      cell: (payout) => (
        <Stack gap={2} align="flex-start">
          <StatusBadge of="payout" status={payout.status} />
          {payout.failure && payout.status !== 'paid' && <Failure reason={payout.failure} />}
          <Hold payout={payout} />
        </Stack>
      ),
    },
    card: {
      key: 'card',
      title: text('field.card'),
      wideOnly: true,
      cell: ({ cardLast4 }) => (cardLast4 === null ? null : <CardName last4={cardLast4} />),
    },
    paid: {
      key: 'paid',
      title: text('field.paid'),
      wideOnly: true,
      cell: ({ paidAt }) => (paidAt === null ? null : <Moment at={paidAt} />),
    },
  }) satisfies Record<string, Column<Payout>>
