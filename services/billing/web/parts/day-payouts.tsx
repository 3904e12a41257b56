import { Stack, Title } from '@mantine/core'
import { billingRoutes } from '@popug/contracts/billing.ts'
import { Empty, ListTable, useList, useText } from '@popug/ui-kit'
import { payoutColumns } from './payout-columns.tsx'

/** The payouts of a day, one by one; more of them by a button. */
export const DayPayouts = ({ day }: { readonly day: string }) => {
  const text = useText()
  const payouts = useList(billingRoutes.listPayouts, { query: { day, limit: 500 } }, { keep: true })
  const { person, amount, status, card, paid } = payoutColumns(text)
  return (
    <Stack gap="sm" component="section" aria-label={text('report.payouts')}>
      <Title order={2}>{text('report.payouts')}</Title>
      <ListTable
        of={payouts}
        label={text('report.payouts')}
        columns={[{ ...person, main: true }, amount, status, card, paid]}
        rowKey={({ id }) => id}
        empty={<Empty title={text('report.none')} />}
      />
    </Stack>
  )
}
