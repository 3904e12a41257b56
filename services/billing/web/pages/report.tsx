import { Group } from '@mantine/core'
import { billingRoutes } from '@popug/contracts/billing.ts'
import { isDay } from '@popug/contracts/days.ts'
import {
  DayField,
  DownloadButton,
  download,
  Empty,
  Page,
  Query,
  useFormat,
  useRoute,
  useText,
  useUrlState,
} from '@popug/ui-kit'
import { DayPayouts } from '../parts/day-payouts.tsx'
import { LedgerTie } from '../parts/ledger-tie.tsx'
import { PrintButton } from '../parts/print-button.tsx'
import { ReportTotals } from '../parts/report-totals.tsx'
import { SectionLinks } from '../parts/section-links.tsx'

const Actions = ({ day }: { readonly day: string }) => {
  const text = useText()
  const save = () => download(billingRoutes.getPayoutReport, `payouts-${day}.csv`, { params: { day } })
  return (
    <>
      <DownloadButton save={save}>{text('report.csv')}</DownloadButton>
      <PrintButton />
    </>
  )
}

/** A day's payouts by state and reason, beside the ledger's figures; the last day that has any unless the address names one. */
const Report = () => {
  const text = useText()
  const format = useFormat()
  const [filters, setFilters] = useUrlState({ day: '' })
  const asked = isDay(filters.day) ? filters.day : ''
  const last = useRoute(billingRoutes.listPayouts, { query: { limit: 1 } }, { enabled: asked === '' })
  const day = asked || last.data?.items[0]?.day || ''
  const report = useRoute(billingRoutes.getPayoutReport, { params: { day } }, { enabled: day !== '', keep: true })
  const empty = <Empty title={text('none')} />
  const title = day === '' ? text('section.report') : text('report.of', { day: format.day(day) })
  return (
    <Page title={title} actions={day && <Actions day={day} />}>
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
          {(found) => (
            <>
              <ReportTotals report={found} />
              <LedgerTie report={found} />
              <DayPayouts day={found.day} />
            </>
          )}
        </Query>
      )}
    </Page>
  )
}

export default Report
