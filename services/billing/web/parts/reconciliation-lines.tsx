import { Select, Stack, Title } from '@mantine/core'
import { billingRoutes } from '@popug/contracts/billing.ts'
import {
  type Reconciliation,
  type ReconciliationLine,
  type ReconciliationOutcome,
  reconciliationOutcomes,
} from '@popug/contracts/reconciliations.ts'
import { type Column, Empty, ListTable, Money, PageLink, shortId, useList, useText } from '@popug/ui-kit'
import { useState } from 'react'
import { OutcomeBadge } from './outcome-badge.tsx'

const useColumns = (currency: string): Column<ReconciliationLine>[] => {
  const text = useText()
  const money = (key: 'registerMinor' | 'paidMinor'): Column<ReconciliationLine> => ({
    key,
    title: text(`reconciliation.${key}`),
    end: true,
    cell: (row) => {
      const minor = row[key]
      return minor === null ? null : <Money minor={minor} currency={currency} />
    },
  })
  return [
    {
      key: 'payout',
      title: text('payout'),
      main: true,
      cell: ({ payoutId, line }) =>
        payoutId === null ? (
          text('reconciliation.lineOf', { line })
        ) : (
          <PageLink to="/payouts/$id" params={{ id: payoutId }}>
            {shortId(payoutId)}
          </PageLink>
        ),
    },
    { key: 'outcome', title: text('field.status'), cell: ({ outcome }) => <OutcomeBadge outcome={outcome} /> },
    {
      key: 'reason',
      title: text('field.failure'),
      cell: ({ reason }) => (reason === null ? null : text(`reconciliation.reason.${reason}`)),
    },
    { key: 'line', title: text('reconciliation.line'), end: true, wideOnly: true, cell: ({ line }) => line },
    money('registerMinor'),
    money('paidMinor'),
  ]
}

/** The lines of a comparison; what is not matched comes first to mind, so one outcome may be picked. */
export const ReconciliationLines = ({ of }: { readonly of: Reconciliation }) => {
  const text = useText()
  const [outcome, setOutcome] = useState<'' | ReconciliationOutcome>('')
  const asked = { params: { id: of.id }, query: { outcome: outcome || undefined, limit: 100 } }
  const lines = useList(billingRoutes.listReconciliationLines, asked, { keep: true })
  return (
    <Stack gap="sm" component="section" aria-label={text('reconciliation.lines')}>
      <Title order={2}>{text('reconciliation.lines')}</Title>
      <Select
        label={text('reconciliation.show')}
        value={outcome}
        onChange={(next) => setOutcome((next ?? '') as typeof outcome)}
        data={[
          { value: '', label: text('reconciliation.all') },
          ...reconciliationOutcomes.map((one) => ({ value: one, label: text(`reconciliation.outcome.${one}`) })),
        ]}
        allowDeselect={false}
        maw={320}
      />
      <ListTable
        of={lines}
        label={text('reconciliation.lines')}
        columns={useColumns(of.currency)}
        rowKey={({ number }) => String(number)}
        empty={<Empty title={text('reconciliation.noLines')} />}
      />
    </Stack>
  )
}
