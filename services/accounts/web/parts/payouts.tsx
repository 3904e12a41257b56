import { Anchor, Title } from '@mantine/core'
import { accountRoutes, type IssuedPayout } from '@popug/contracts/accounts.ts'
import type { Payout } from '@popug/contracts/billing.ts'
import type { QueryOf } from '@popug/contracts/route.ts'
import {
  type Column,
  Empty,
  ListTable,
  Money,
  NotKnownYet,
  PageLink,
  PersonName,
  pages,
  StatusBadge,
  useList,
  useMe,
  useText,
} from '@popug/ui-kit'
import { dayColumn } from './day-column.tsx'
import { useLetter, usePayments } from './payments.ts'

interface PayoutsProps {
  readonly filter: QueryOf<typeof accountRoutes.listIssuedPayouts>
  /** What names a row here. */
  readonly by: 'person' | 'day'
  readonly none: string
}

const Payment = ({ payment }: { readonly payment: Payout | undefined }) =>
  payment ? (
    <Anchor href={pages.payout(payment.id)}>
      <StatusBadge of="payout" status={payment.status} />
    </Anchor>
  ) : (
    <NotKnownYet />
  )

const Letter = ({ payoutId }: { readonly payoutId: string }) => {
  const letter = useLetter(payoutId)
  if (!letter) return <NotKnownYet />
  return (
    <Anchor href={pages.mail(letter.id)}>
      <StatusBadge of="mail" status={letter.status} />
    </Anchor>
  )
}

/** Payouts that closings issued, with what became of each: the payment to the card, and the letter about it. */
export const Payouts = ({ filter, by, none }: PayoutsProps) => {
  const text = useText()
  const me = useMe()
  const payouts = useList(accountRoutes.listIssuedPayouts, { query: filter })
  const payments = usePayments((payouts.data ?? []).map(({ id }) => id))
  const naming: Record<PayoutsProps['by'], Column<IssuedPayout>> = {
    person: {
      key: 'person',
      title: text('person'),
      main: true,
      cell: ({ userId }) => (
        <PageLink to="/people/$userId" params={{ userId }}>
          <PersonName id={userId} />
        </PageLink>
      ),
    },
    day: dayColumn(text('day')),
  }
  const letters: Column<IssuedPayout> = {
    key: 'letter',
    title: text('payouts.letter'),
    cell: ({ id }) => <Letter payoutId={id} />,
  }
  const columns: Column<IssuedPayout>[] = [
    naming[by],
    { key: 'payment', title: text('payouts.payment'), cell: ({ id }) => <Payment payment={payments.get(id)} /> },
    // Top management sees figures, not letters.
    ...(me.role === 'executive' ? [] : [letters]),
    { key: 'amount', title: text('payouts.amount'), end: true, cell: (row) => <Money minor={row.amountMinor} /> },
  ]
  return (
    <section aria-label={text('payouts.title')}>
      <Title order={2} mb="sm">
        {text('payouts.title')}
      </Title>
      <ListTable
        of={payouts}
        label={text('payouts.title')}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<Empty title={none} />}
      />
    </section>
  )
}
