import { billingRoutes } from '@popug/contracts/billing.ts'
import type { PayoutRegister } from '@popug/contracts/payout-registers.ts'
import {
  type Column,
  DayText,
  Empty,
  ListTable,
  Money,
  Page,
  PageLink,
  useFormat,
  useList,
  useText,
} from '@popug/ui-kit'
import { Closer } from '../parts/closer.tsx'
import { RegisterBadge } from '../parts/register-status.tsx'
import { SectionLinks } from '../parts/section-links.tsx'

/** The registers of days whose payouts wait, or waited, for a second person. */
const Registers = () => {
  const text = useText()
  const format = useFormat()
  const registers = useList(billingRoutes.listPayoutRegisters, {}, { refetchInterval: 5_000 })
  const columns: Column<PayoutRegister>[] = [
    {
      key: 'day',
      title: text('field.day'),
      main: true,
      cell: ({ id, day }) => (
        <PageLink to="/registers/$id" params={{ id }}>
          <DayText day={day} />
        </PageLink>
      ),
    },
    { key: 'status', title: text('field.status'), cell: ({ status }) => <RegisterBadge status={status} /> },
    {
      key: 'closer',
      title: text('register.closedBy'),
      wideOnly: true,
      cell: ({ closedBy }) => <Closer id={closedBy} />,
    },
    { key: 'payouts', title: text('report.payouts'), end: true, cell: ({ payouts }) => format.number(payouts) },
    {
      key: 'amount',
      title: text('field.amount'),
      end: true,
      cell: ({ amountMinor, currency }) => <Money minor={amountMinor} currency={currency} />,
    },
  ]
  return (
    <Page title={text('section.registers')}>
      <SectionLinks />
      <ListTable
        of={registers}
        label={text('section.registers')}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<Empty title={text('register.none')} />}
      />
    </Page>
  )
}

export default Registers
