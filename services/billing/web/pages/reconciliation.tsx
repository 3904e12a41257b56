import { billingRoutes } from '@popug/contracts/billing.ts'
import type { Reconciliation } from '@popug/contracts/reconciliations.ts'
import {
  type Column,
  DataTable,
  DownloadButton,
  download,
  Money,
  Page,
  PageLink,
  Query,
  useFormat,
  useParam,
  useRoute,
  useText,
} from '@popug/ui-kit'
import { OutcomeBadge } from '../parts/outcome-badge.tsx'
import { PrintButton } from '../parts/print-button.tsx'
import { ReconciliationLines } from '../parts/reconciliation-lines.tsx'
import { SectionLinks } from '../parts/section-links.tsx'

type Total = Reconciliation['totals'][number]

const Totals = ({ of: { totals, currency } }: { readonly of: Reconciliation }) => {
  const text = useText()
  const format = useFormat()
  const money = (key: 'registerMinor' | 'paidMinor'): Column<Total> => ({
    key,
    title: text(`reconciliation.${key}`),
    end: true,
    cell: (total) => <Money minor={total[key]} currency={currency} />,
  })
  const columns: Column<Total>[] = [
    {
      key: 'outcome',
      title: text('field.status'),
      main: true,
      cell: ({ outcome }) => <OutcomeBadge outcome={outcome} />,
    },
    { key: 'lines', title: text('reconciliation.lines'), end: true, cell: ({ lines }) => format.number(lines) },
    money('registerMinor'),
    money('paidMinor'),
  ]
  return (
    <DataTable
      label={text('reconciliation.totals')}
      columns={columns}
      rows={totals}
      rowKey={({ outcome }) => outcome}
    />
  )
}

const Actions = ({ of: { id, from, to } }: { readonly of: Reconciliation }) => {
  const text = useText()
  const save = () =>
    download(billingRoutes.listReconciliationLines, `reconciliation-${from}-${to}.csv`, { params: { id } })
  return (
    <>
      <DownloadButton save={save}>{text('report.csv')}</DownloadButton>
      <PrintButton />
    </>
  )
}

/** One comparison with the bank's register: what agrees, and each line that does not. */
const ReconciliationPage = () => {
  const text = useText()
  const format = useFormat()
  const id = useParam('id')
  const reconciliation = useRoute(billingRoutes.getReconciliation, { params: { id } })
  const { data } = reconciliation
  const title = data
    ? text('reconciliation.of', { from: format.day(data.from), to: format.day(data.to) })
    : text('section.reconciliations')
  return (
    <Page title={title} actions={data && <Actions of={data} />}>
      <SectionLinks />
      <PageLink to="/reconciliations">{text('reconciliation.others')}</PageLink>
      <Query of={reconciliation}>
        {(found) => (
          <>
            <Totals of={found} />
            <ReconciliationLines of={found} />
          </>
        )}
      </Query>
    </Page>
  )
}

export default ReconciliationPage
