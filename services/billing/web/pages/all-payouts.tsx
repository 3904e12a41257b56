import { Button } from '@mantine/core'
import { billingRoutes, type Payout, payoutStatuses } from '@popug/contracts/billing.ts'
import { type Column, Empty, ListTable, Page, useList, useText, useUrlState } from '@popug/ui-kit'
import { useMaySettle } from '../parts/overseers.ts'
import { payoutColumns } from '../parts/payout-columns.tsx'
import { type PayoutFilterState, PayoutFilters } from '../parts/payout-filters.tsx'
import { SandboxNote } from '../parts/sandbox-note.tsx'
import { SectionLinks } from '../parts/section-links.tsx'
import { SettleButtons } from '../parts/settle-buttons.tsx'
import { SharedCardsNotice } from '../parts/shared-cards-notice.tsx'

const noFilters: PayoutFilterState = { status: '', day: '', userId: '' }
const buttons: Column<Payout> = {
  key: 'buttons',
  title: '',
  end: true,
  cell: (payout) => <SettleButtons payout={payout} />,
}

/** Everyone's payouts, with filters that live in the address. */
export const AllPayouts = () => {
  const text = useText()
  const maySettle = useMaySettle()
  const [filters, setFilters] = useUrlState(noFilters)
  const { day, userId } = filters
  const status = payoutStatuses.find((one) => one === filters.status)
  const payouts = useList(
    billingRoutes.listPayouts,
    { query: { status, day: day || undefined, userId: userId || undefined } },
    { keep: true, refetchInterval: 5_000 },
  )
  const columns = payoutColumns(text)
  const shown = [columns.day, columns.person, columns.amount, columns.status, columns.card, columns.paid]
  const isFiltered = Boolean(status || day || userId)
  return (
    <Page title={text('section.all')}>
      <SectionLinks />
      <SandboxNote />
      <SharedCardsNotice />
      <PayoutFilters filters={{ ...filters, status: status ?? '' }} onChange={setFilters} />
      <ListTable
        of={payouts}
        label={text('section.all')}
        columns={maySettle ? [...shown, buttons] : shown}
        rowKey={({ id }) => id}
        empty={
          isFiltered ? (
            <Empty
              title={text('nothingFound')}
              action={
                <Button variant="default" onClick={() => setFilters(noFilters)}>
                  {text('showAll')}
                </Button>
              }
            />
          ) : (
            <Empty title={text('none')} />
          )
        }
      />
    </Page>
  )
}
