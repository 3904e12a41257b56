import { Title } from '@mantine/core'
import { billingRoutes } from '@popug/contracts/billing.ts'
import { Empty, ListTable, Page, useList, useMe, useText } from '@popug/ui-kit'
import { MyCard } from '../parts/my-card.tsx'
import { payoutColumns } from '../parts/payout-columns.tsx'
import { SectionLinks } from '../parts/section-links.tsx'

/** A person's own card, and the payouts that went to it or wait for it. */
export const Mine = () => {
  const text = useText()
  const me = useMe()
  const payouts = useList(
    billingRoutes.listPayouts,
    { query: { userId: me.id } },
    { keep: true, refetchInterval: 5_000 },
  )
  const { day, amount, status, card, paid } = payoutColumns(text)
  return (
    <Page title={text('section.mine')}>
      <SectionLinks />
      <MyCard />
      <Title order={2}>{text('myPayouts')}</Title>
      <ListTable
        of={payouts}
        label={text('myPayouts')}
        columns={[day, amount, status, card, paid]}
        rowKey={({ id }) => id}
        empty={<Empty title={text('noneOfMine')} />}
      />
    </Page>
  )
}
