import { Title } from '@mantine/core'
import { accountRoutes, type IssuedPayout } from '@popug/contracts/accounts.ts'
import type { QueryOf } from '@popug/contracts/route.ts'
import { type Column, Empty, ListTable, Money, useList, useText, WidgetSlot } from '@popug/ui-kit'
import { dayColumn } from './day-column.tsx'
import { personColumn } from './person-column.tsx'

interface PayoutsProps {
  readonly filter: QueryOf<typeof accountRoutes.listIssuedPayouts>
  /** What names a row here. */
  readonly by: 'person' | 'day'
  readonly none: string
}

/** Payouts that closings issued, with what others know of each: the payment to the card, and the letter about it. */
export const Payouts = ({ filter, by, none }: PayoutsProps) => {
  const text = useText()
  const payouts = useList(accountRoutes.listIssuedPayouts, { query: filter })
  const naming: Record<PayoutsProps['by'], Column<IssuedPayout>> = {
    person: personColumn(text('person')),
    day: dayColumn(text('day')),
  }
  const columns: Column<IssuedPayout>[] = [
    naming[by],
    {
      key: 'became',
      title: text('payouts.became'),
      cell: ({ id, userId }) => <WidgetSlot name="accounts/payout/v1" context={{ payoutId: id, userId }} />,
    },
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
