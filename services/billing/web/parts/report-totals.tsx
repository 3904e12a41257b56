import { Group, Stack, Text, Title } from '@mantine/core'
import type { PayoutReport } from '@popug/contracts/billing.ts'
import { type Column, DataTable, Money, PageLink, StatusBadge, useFormat, useText } from '@popug/ui-kit'
import { Failure } from './failure.tsx'

type Line = PayoutReport['byReason'][number]

const useColumns = ({ currency, day }: PayoutReport) => {
  const text = useText()
  const format = useFormat()
  return {
    status: {
      key: 'status',
      title: text('field.status'),
      main: true,
      cell: ({ status }) => (
        <PageLink to="/" search={{ day, status }}>
          <StatusBadge of="payout" status={status} />
        </PageLink>
      ),
    },
    reason: {
      key: 'reason',
      title: text('field.failure'),
      cell: ({ reason }) => (reason === null ? null : <Failure reason={reason} />),
    },
    payouts: {
      key: 'payouts',
      title: text('report.payouts'),
      end: true,
      cell: ({ payouts }) => format.number(payouts),
    },
    amount: {
      key: 'amount',
      title: text('field.amount'),
      end: true,
      cell: ({ amountMinor }) => <Money minor={amountMinor} currency={currency} />,
    },
  } satisfies Record<string, Column<Line>>
}

/** What a day's payouts come to: in all, by state, and by what keeps or kept them from being paid. */
export const ReportTotals = ({ report }: { readonly report: PayoutReport }) => {
  const text = useText()
  const { status, reason, payouts, amount } = useColumns(report)
  const byStatus = report.byStatus.map((one) => ({ ...one, reason: null }))
  return (
    <>
      <Group gap="xl" align="baseline">
        <Money minor={report.amountMinor} currency={report.currency} large />
        <Text c="dimmed">{text('report.total', { count: report.payouts })}</Text>
      </Group>
      <DataTable
        label={text('section.report')}
        columns={[status, payouts, amount]}
        rows={byStatus}
        rowKey={(line) => line.status}
      />
      <Stack gap="sm" component="section" aria-label={text('report.byReason')}>
        <Title order={2}>{text('report.byReason')}</Title>
        <DataTable
          label={text('report.byReason')}
          columns={[status, reason, payouts, amount]}
          rows={report.byReason}
          rowKey={(line) => `${line.status} ${line.reason}`}
        />
      </Stack>
    </>
  )
}
