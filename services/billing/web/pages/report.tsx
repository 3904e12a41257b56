import { Group, Text } from '@mantine/core'
import { billingRoutes, type PayoutReport } from '@popug/contracts/billing.ts'
import { isDay } from '@popug/contracts/days.ts'
import {
  type Column,
  DataTable,
  DayField,
  DownloadButton,
  download,
  Empty,
  Money,
  Page,
  PageLink,
  Query,
  StatusBadge,
  useFormat,
  useRoute,
  useText,
  useUrlState,
} from '@popug/ui-kit'
import { SectionLinks } from '../parts/section-links.tsx'

const Totals = ({ report }: { readonly report: PayoutReport }) => {
  const text = useText()
  const format = useFormat()
  const { currency, day } = report
  const columns: Column<PayoutReport['byStatus'][number]>[] = [
    {
      key: 'status',
      title: text('field.status'),
      main: true,
      cell: ({ status }) => (
        <PageLink to="/" search={{ day, status }}>
          <StatusBadge of="payout" status={status} />
        </PageLink>
      ),
    },
    { key: 'payouts', title: text('report.payouts'), end: true, cell: ({ payouts }) => format.number(payouts) },
    {
      key: 'amount',
      title: text('field.amount'),
      end: true,
      cell: ({ amountMinor }) => <Money minor={amountMinor} currency={currency} />,
    },
  ]
  return (
    <>
      <Group gap="xl" align="baseline">
        <Money minor={report.amountMinor} currency={currency} large />
        <Text c="dimmed">{text('report.total', { count: report.payouts })}</Text>
      </Group>
      <DataTable
        label={text('section.report')}
        columns={columns}
        rows={report.byStatus}
        rowKey={({ status }) => status}
      />
    </>
  )
}

const CsvButton = ({ day }: { readonly day: string }) => {
  const text = useText()
  const save = () => download(billingRoutes.getPayoutReport, `payouts-${day}.csv`, { params: { day } })
  return <DownloadButton save={save}>{text('report.csv')}</DownloadButton>
}

/** A day's payouts by state; the last day that has any unless the address names one. */
const Report = () => {
  const text = useText()
  const [filters, setFilters] = useUrlState({ day: '' })
  const asked = isDay(filters.day) ? filters.day : ''
  const last = useRoute(billingRoutes.listPayouts, { query: { limit: 1 } }, { enabled: asked === '' })
  const day = asked || last.data?.items[0]?.day || ''
  const report = useRoute(billingRoutes.getPayoutReport, { params: { day } }, { enabled: day !== '', keep: true })
  const empty = <Empty title={text('none')} />
  return (
    <Page title={text('section.report')} actions={day && <CsvButton day={day} />}>
      <SectionLinks />
      <Group align="flex-end">
        <DayField label={text('field.day')} value={day} onChange={(next) => setFilters({ day: next })} />
      </Group>
      {day === '' ? (
        <Query of={last} empty={empty}>
          {() => null}
        </Query>
      ) : (
        <Query of={report} isEmpty={({ payouts }) => payouts === 0} empty={<Empty title={text('report.none')} />}>
          {(found) => <Totals report={found} />}
        </Query>
      )}
    </Page>
  )
}

export default Report
