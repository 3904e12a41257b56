import { Title } from '@mantine/core'
import { accountRoutes } from '@popug/contracts/accounts.ts'
import {
  type Column,
  Empty,
  type ItemOf,
  ListTable,
  moneyColumn,
  Page,
  PageButton,
  Query,
  useList,
  useMe,
  useRoute,
  useText,
} from '@popug/ui-kit'
import { Balance } from '../parts/balance.tsx'
import { dayColumn } from '../parts/day-column.tsx'
import { Payouts } from '../parts/payouts.tsx'

type AccountDay = ItemOf<typeof accountRoutes.listMyDays>

const useColumns = (): Column<AccountDay>[] => {
  const text = useText()
  return [
    dayColumn(text('day')),
    moneyColumn('feesMinor', text('fees'), { minus: true, wideOnly: true }),
    moneyColumn('rewardsMinor', text('rewards'), { wideOnly: true }),
    moneyColumn('earnedMinor', text('earned'), { signed: true }),
    moneyColumn('otherMinor', text('other'), { signed: true, wideOnly: true }),
    moneyColumn('paidOutMinor', text('paidOut')),
  ]
}

/** A performer's own account: the balance, today, the days behind, and what became of the payouts. */
export const MyAccount = () => {
  const text = useText()
  const me = useMe()
  const account = useRoute(accountRoutes.getMyAccount, {}, { refetchInterval: 15_000 })
  const days = useList(accountRoutes.listMyDays)
  const columns = useColumns()
  return (
    <Page
      title={text('mine.title')}
      actions={
        <PageButton to="/people/$userId/statement" params={{ userId: me.id }}>
          {text('statement.open')}
        </PageButton>
      }
    >
      <Query of={account}>{(mine) => <Balance account={mine} />}</Query>
      <section aria-label={text('mine.days')}>
        <Title order={2} mb="sm">
          {text('mine.days')}
        </Title>
        <ListTable
          of={days}
          label={text('mine.days')}
          columns={columns}
          rowKey={({ day }) => day}
          empty={<Empty title={text('mine.noDays')} />}
        />
      </section>
      <Payouts filter={{ userId: me.id }} by="day" none={text('mine.noPayouts')} />
    </Page>
  )
}
