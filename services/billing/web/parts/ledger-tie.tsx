import { Alert, Stack, Text, Title } from '@mantine/core'
import type { PayoutReport } from '@popug/contracts/billing.ts'
import { type Column, DataTable, Icon, Money, NotKnownYet, useText } from '@popug/ui-kit'

interface Line {
  readonly key: 'issued' | 'returned'
  readonly billingMinor: number
  readonly ledgerMinor: number
  readonly differenceMinor: number
}

const linesOf = (report: PayoutReport, ledger: NonNullable<PayoutReport['ledger']>): Line[] => [
  {
    key: 'issued',
    billingMinor: report.amountMinor,
    ledgerMinor: ledger.amountMinor,
    differenceMinor: ledger.differenceMinor,
  },
  {
    key: 'returned',
    billingMinor: ledger.returnedMinor + ledger.returnedDifferenceMinor,
    ledgerMinor: ledger.returnedMinor,
    differenceMinor: ledger.returnedDifferenceMinor,
  },
]

/** The day's figures beside the ledger's own, with the difference; it says so where the ledger does not answer. */
export const LedgerTie = ({ report }: { readonly report: PayoutReport }) => {
  const text = useText()
  const { ledger, currency } = report
  const money = (key: 'billingMinor' | 'ledgerMinor' | 'differenceMinor'): Column<Line> => ({
    key,
    title: text(`tie.${key}`),
    end: true,
    cell: (line) => <Money minor={line[key]} currency={currency} />,
  })
  const what: Column<Line> = { key: 'what', title: text('tie.what'), main: true, cell: ({ key }) => text(`tie.${key}`) }
  const lines = ledger === null ? [] : linesOf(report, ledger)
  const agrees = lines.every(({ differenceMinor }) => differenceMinor === 0)
  return (
    <Stack gap="sm" component="section" aria-label={text('tie.title')}>
      <Title order={2}>{text('tie.title')}</Title>
      {ledger === null ? (
        <Text>
          <NotKnownYet />
        </Text>
      ) : (
        <>
          <DataTable
            label={text('tie.title')}
            columns={[what, money('billingMinor'), money('ledgerMinor'), money('differenceMinor')]}
            rows={lines}
            rowKey={({ key }) => key}
          />
          <Alert color={agrees ? 'feather' : 'macaw'} icon={<Icon name={agrees ? 'check' : 'warning'} />}>
            {text(agrees ? 'tie.agrees' : 'tie.differs')}
          </Alert>
        </>
      )}
    </Stack>
  )
}
