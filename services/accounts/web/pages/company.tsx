import { Title } from '@mantine/core'
import { accountRoutes } from '@popug/contracts/accounts.ts'
import { addDays, type Day } from '@popug/contracts/days.ts'
import {
  BarsByDay,
  DataTable,
  type DayAmount,
  Empty,
  ListTable,
  Page,
  PageButton,
  Query,
  useCurrency,
  useList,
  useMe,
  useRoute,
  useText,
} from '@popug/ui-kit'
import { useAccountColumns } from '../parts/account-columns.tsx'
import { useDayColumns } from '../parts/day-columns.tsx'
import { keepers } from '../parts/overseers.ts'
import { SectionLinks } from '../parts/section-links.tsx'

const daysShown = 14

/** Each of the last days with its profit, zero where nothing was posted; oldest first. */
const profitByDay = (rows: readonly { day: Day; profitMinor: number }[], last: Day): DayAmount[] => {
  const profits = new Map(rows.map(({ day, profitMinor }) => [day, profitMinor]))
  return Array.from({ length: daysShown }, (_, index) => {
    const day = addDays(last, index - daysShown + 1)
    return { day, minor: profits.get(day) ?? 0 }
  })
}

const Profit = () => {
  const text = useText()
  const currency = useCurrency()
  const days = useRoute(accountRoutes.listDays, { query: { limit: daysShown } })
  return (
    <Query of={days}>
      {({ items }) =>
        currency && items[0] ? (
          <BarsByDay
            title={text('company.profitByDay')}
            amount={text('company.profit')}
            currency={currency}
            days={profitByDay(items, items[0].day)}
          />
        ) : null
      }
    </Query>
  )
}

const Debtors = () => {
  const text = useText()
  const accounts = useRoute(accountRoutes.listAccounts, { query: { negative: true, limit: 5 } })
  const columns = useAccountColumns()
  return (
    <section aria-label={text('company.debtors')}>
      <Title order={2} mb="sm">
        {text('company.debtors')}
      </Title>
      <Query of={accounts} empty={<Empty title={text('company.noDebtors')} />}>
        {({ items }) => (
          <DataTable label={text('company.debtors')} columns={columns} rows={items} rowKey={({ userId }) => userId} />
        )}
      </Query>
    </section>
  )
}

/** The company by days: profit, losers, payouts; and who owes most. */
export const Company = () => {
  const text = useText()
  const me = useMe()
  const days = useList(accountRoutes.listDays)
  const open = days.data?.findLast(({ status }) => status !== 'closed')
  const columns = useDayColumns()
  return (
    <Page
      title={text('company.title')}
      actions={
        open &&
        keepers.includes(me.role) && (
          <PageButton to="/days/$day" params={{ day: open.day }}>
            {text('company.toOpenDay')}
          </PageButton>
        )
      }
    >
      <SectionLinks />
      <Profit />
      <section aria-label={text('company.days')}>
        <Title order={2} mb="sm">
          {text('company.days')}
        </Title>
        <ListTable
          of={days}
          label={text('company.days')}
          columns={columns}
          rowKey={({ day }) => day}
          empty={<Empty title={text('company.none')} />}
        />
      </section>
      <Debtors />
    </Page>
  )
}
