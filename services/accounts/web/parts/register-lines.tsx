import { accountRoutes } from '@popug/contracts/accounts.ts'
import type { RegisterLine, RegisterOutcome } from '@popug/contracts/day-registers.ts'
import type { Day } from '@popug/contracts/days.ts'
import {
  type Column,
  DataTable,
  Empty,
  ListTable,
  moneyColumn,
  NotKnownYet,
  StatusBadge,
  useList,
  useText,
} from '@popug/ui-kit'
import { useState } from 'react'
import { useCardHolders } from './card-holders.ts'
import { personColumn } from './person-column.tsx'

const useColumns = (): Record<'person' | 'amount', Column<RegisterLine>> => {
  const text = useText()
  return {
    person: personColumn(text('person')),
    amount: moneyColumn('amountMinor', text('payouts.amount')),
  }
}

const CardState = ({ hasCard }: { readonly hasCard: boolean | undefined }) => {
  const text = useText()
  if (hasCard === undefined) return <NotKnownYet />
  return (
    <StatusBadge tone={hasCard ? 'good' : 'waiting'} word={text(hasCard ? 'register.hasCard' : 'register.hasNone')} />
  )
}

/** The accounts of one outcome; of those who are paid, whether they have a card. */
export const RegisterLines = ({ day, outcome }: { readonly day: Day; readonly outcome: RegisterOutcome }) => {
  const text = useText()
  const lines = useList(accountRoutes.listRegisterLines, { params: { day }, query: { outcome } })
  const paid = outcome === 'payout' ? (lines.data ?? []) : []
  const holders = useCardHolders(paid.map(({ userId }) => userId))
  const { person, amount } = useColumns()
  const card: Column<RegisterLine> = {
    key: 'card',
    title: text('register.card'),
    cell: ({ userId }) => <CardState hasCard={holders.get(userId)} />,
  }
  return (
    <ListTable
      of={lines}
      label={text(`register.${outcome}`)}
      columns={outcome === 'payout' ? [person, card, amount] : [person, amount]}
      rowKey={({ userId }) => userId}
      empty={<Empty title={text(`register.none.${outcome}`)} />}
    />
  )
}

const rowsAtOnce = 50

/** Those who are due a payout and have no card, as far as Billing has told. */
export const CardlessLines = ({ lines }: { readonly lines: readonly RegisterLine[] | undefined }) => {
  const text = useText()
  const [most, setMost] = useState(rowsAtOnce)
  const { person, amount } = useColumns()
  if (!lines) return <NotKnownYet of={text('register.noCard')} />
  if (lines.length === 0) return <Empty title={text('register.none.noCard')} />
  return (
    <DataTable
      label={text('register.noCard')}
      columns={[person, amount]}
      rows={lines.slice(0, most)}
      rowKey={({ userId }) => userId}
      onMore={most < lines.length ? () => setMost(most + rowsAtOnce) : undefined}
    />
  )
}
