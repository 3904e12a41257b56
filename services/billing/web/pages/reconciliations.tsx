import { billingRoutes } from '@popug/contracts/billing.ts'
import type { Reconciliation } from '@popug/contracts/reconciliations.ts'
import {
  type Column,
  DayText,
  Empty,
  ListTable,
  Moment,
  Page,
  PageLink,
  PersonName,
  useFormat,
  useList,
  useText,
} from '@popug/ui-kit'
import { useMaySettle } from '../parts/overseers.ts'
import { RegisterUpload } from '../parts/register-upload.tsx'
import { SectionLinks } from '../parts/section-links.tsx'

const count = ({ totals }: Reconciliation, isFine: boolean): number =>
  totals.reduce((sum, { outcome, lines }) => sum + ((outcome === 'matched') === isFine ? lines : 0), 0)

/** The comparisons with the bank's registers, and taking in another one. */
const Reconciliations = () => {
  const text = useText()
  const format = useFormat()
  const maySettle = useMaySettle()
  const reconciliations = useList(billingRoutes.listReconciliations)
  const columns: Column<Reconciliation>[] = [
    {
      key: 'period',
      title: text('reconciliation.period'),
      main: true,
      cell: ({ id, from, to }) => (
        <PageLink to="/reconciliations/$id" params={{ id }}>
          <DayText day={from} />
          {from !== to && (
            <>
              {' – '}
              <DayText day={to} />
            </>
          )}
        </PageLink>
      ),
    },
    {
      key: 'when',
      title: text('reconciliation.when'),
      wideOnly: true,
      cell: ({ createdAt }) => <Moment at={createdAt} />,
    },
    {
      key: 'who',
      title: text('reconciliation.who'),
      wideOnly: true,
      cell: ({ actorId }) => <PersonName id={actorId} />,
    },
    { key: 'lines', title: text('reconciliation.lines'), end: true, cell: ({ lines }) => format.number(lines) },
    {
      key: 'fine',
      title: text('reconciliation.outcome.matched'),
      end: true,
      cell: (one) => format.number(count(one, true)),
    },
    { key: 'odd', title: text('reconciliation.odd'), end: true, cell: (one) => format.number(count(one, false)) },
  ]
  return (
    <Page title={text('section.reconciliations')}>
      <SectionLinks />
      {maySettle && <RegisterUpload />}
      <ListTable
        of={reconciliations}
        label={text('section.reconciliations')}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<Empty title={text('reconciliation.none')} />}
      />
    </Page>
  )
}

export default Reconciliations
