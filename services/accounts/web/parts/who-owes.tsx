import { Title } from '@mantine/core'
import { accountRoutes } from '@popug/contracts/accounts.ts'
import type { Loser } from '@popug/contracts/day-registers.ts'
import {
  type Column,
  DataTable,
  Empty,
  ListTable,
  moneyColumn,
  PageLink,
  Query,
  type Range,
  useList,
  useRoute,
  useText,
} from '@popug/ui-kit'
import { useAccountColumns } from './account-columns.tsx'
import { personColumn } from './person-column.tsx'

/** So many are named at once; more on demand. */
const named = 5

/** Performers whose fees outweighed their rewards in the range, who lost most first. */
export const Losers = ({ range }: { readonly range: Range }) => {
  const text = useText()
  const losers = useList(accountRoutes.listLosers, { query: { ...range, limit: named } }, { keep: true })
  const columns: Column<Loser>[] = [
    personColumn(text('person')),
    moneyColumn('feesMinor', text('fees'), { minus: true, wideOnly: true }),
    moneyColumn('rewardsMinor', text('rewards'), { wideOnly: true }),
    moneyColumn('earnedMinor', text('company.lost'), { signed: true }),
  ]
  return (
    <section aria-label={text('company.losersOfDays')}>
      <Title order={2} mb="sm">
        {text('company.losersOfDays')}
      </Title>
      <ListTable
        of={losers}
        label={text('company.losersOfDays')}
        columns={columns}
        rowKey={({ userId }) => userId}
        empty={<Empty title={text('company.noLosers')} />}
      />
    </section>
  )
}

/** Those with the deepest debts now, and the way to all of them. */
export const Debtors = () => {
  const text = useText()
  const accounts = useRoute(accountRoutes.listAccounts, { query: { negative: true, limit: named } })
  const columns = useAccountColumns()
  return (
    <section aria-label={text('company.debtors')}>
      <Title order={2} mb="sm">
        {text('company.debtors')}
      </Title>
      <Query of={accounts} empty={<Empty title={text('company.noDebtors')} />}>
        {({ items, next }) => (
          <>
            <DataTable label={text('company.debtors')} columns={columns} rows={items} rowKey={({ userId }) => userId} />
            {next !== null && (
              <PageLink to="/people" search={{ show: 'debt' }} mt="sm" display="inline-block">
                {text('company.allDebtors')}
              </PageLink>
            )}
          </>
        )}
      </Query>
    </section>
  )
}
