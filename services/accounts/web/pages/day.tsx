import { Text } from '@mantine/core'
import { accountRoutes, type DayTotals } from '@popug/contracts/accounts.ts'
import { Moment, Money, Page, Query, StatusBadge, useFormat, useMe, useParam, useRoute, useText } from '@popug/ui-kit'
import { CloseDay } from '../parts/close-day.tsx'
import { ClosingProgress } from '../parts/closing-progress.tsx'
import { Figure, Figures } from '../parts/figures.tsx'
import { keepers, overseers } from '../parts/overseers.ts'
import { Payouts } from '../parts/payouts.tsx'
import { Register } from '../parts/register.tsx'
import { Transactions } from '../parts/transactions.tsx'

const Totals = ({ of }: { readonly of: DayTotals }) => {
  const text = useText()
  const format = useFormat()
  return (
    <Figures>
      <Figure label={text('status.title')}>
        <StatusBadge of="day" status={of.status} />{' '}
        {of.closedAt && (
          <Text span size="sm" c="dimmed">
            <Moment at={of.closedAt} />
          </Text>
        )}
      </Figure>
      <Figure label={text('company.profit')}>
        <Money minor={of.profitMinor} signed />
      </Figure>
      <Figure label={text('company.fees')}>
        <Money minor={of.feesMinor} />
      </Figure>
      <Figure label={text('company.rewards')}>
        <Money minor={of.rewardsMinor} />
      </Figure>
      <Figure label={text('company.losers')}>{format.number(of.losers)}</Figure>
      <Figure label={text('company.payouts')}>{format.number(of.payouts)}</Figure>
      <Figure label={text('paidOut')}>
        <Money minor={of.paidOutMinor} />
      </Figure>
      {of.carried > 0 && (
        <Figure label={text('company.carried', { count: of.carried })}>
          <Money minor={of.carriedMinor} />
        </Figure>
      )}
    </Figures>
  )
}

/** The company on one day, its closing, its payouts and its rows. */
const CompanyDay = ({ day }: { readonly day: string }) => {
  const text = useText()
  const format = useFormat()
  const me = useMe()
  const totals = useRoute(accountRoutes.getDay, { params: { day } }, { refetchInterval: 15_000 })
  const closable = totals.data !== undefined && totals.data.status !== 'closed' && keepers.includes(me.role)
  return (
    <Page title={format.day(day)} actions={closable && <CloseDay day={day} />}>
      <Query of={totals}>
        {(known) => (
          <>
            <Totals of={known} />
            {known.status === 'closing' && <ClosingProgress day={day} />}
            {known.status !== 'closed' && <Register day={day} />}
            {known.status !== 'open' && <Payouts filter={{ day }} by="person" none={text('payouts.nobody')} />}
          </>
        )}
      </Query>
      <Transactions filter={{ day }} show={['person']} fileName={`transactions-${day}.csv`} />
    </Page>
  )
}

const MyDay = ({ day }: { readonly day: string }) => {
  const me = useMe()
  const format = useFormat()
  return (
    <Page title={format.day(day)}>
      <Transactions filter={{ userId: me.id, day }} show={[]} fileName={`transactions-${day}.csv`} />
    </Page>
  )
}

/** One day: one's own rows, or the whole company's for those who look after it. */
const DayPage = () => {
  const day = useParam('day')
  return overseers.includes(useMe().role) ? <CompanyDay day={day} /> : <MyDay day={day} />
}
export default DayPage
