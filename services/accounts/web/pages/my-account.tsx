import { Title } from '@mantine/core'
import { accountRoutes } from '@popug/contracts/accounts.ts'
import {
  type Column,
  DayText,
  Empty,
  type ItemOf,
  ListTable,
  Money,
  Page,
  PageButton,
  PageLink,
  Query,
  useList,
  useMe,
  useRoute,
  useText,
} from '@popug/ui-kit'
import { Balance } from '../parts/balance.tsx'
import { Payouts } from '../parts/payouts.tsx'

type AccountDay = ItemOf<typeof accountRoutes.listMyDays>

const useColumns = (): Column<AccountDay>[] => {
  const text = useText()
  const money = (
    key: 'feesMinor' | 'rewardsMinor' | 'earnedMinor' | 'paidOutMinor' | 'otherMinor',
    title: string,
    more: Partial<Column<AccountDay>> & { signed?: boolean; minus?: boolean } = {},
  ): Column<AccountDay> => {
    const { signed = false, minus = false, ...rest } = more
    return {
      key,
      title,
      end: true,
      cell: (row) => <Money minor={minus ? -row[key] : row[key]} signed={signed} />,
      ...rest,
    }
  }
  return [
    {
      key: 'day',
      title: text('day'),
      main: true,
      cell: ({ day }) => (
        <PageLink to="/days/$day" params={{ day }}>
          <DayText day={day} />
        </PageLink>
      ),
    },
    money('feesMinor', text('fees'), { minus: true, wideOnly: true }),
    money('rewardsMinor', text('rewards'), { wideOnly: true }),
    money('earnedMinor', text('earned'), { signed: true }),
    money('otherMinor', text('other'), { signed: true, wideOnly: true }),
    money('paidOutMinor', text('paidOut')),
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
