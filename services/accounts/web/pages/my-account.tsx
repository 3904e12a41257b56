import { accountRoutes } from '@popug/contracts/accounts.ts'
import { Page, PageButton, Query, useMe, useRoute, useText } from '@popug/ui-kit'
import { AccountRange } from '../parts/account-range.tsx'
import { Balance } from '../parts/balance.tsx'
import { Payouts } from '../parts/payouts.tsx'

/** A performer's own account: the balance, today, a range of days with the rows behind it, and what became of the payouts. */
export const MyAccount = () => {
  const text = useText()
  const me = useMe()
  const account = useRoute(accountRoutes.getMyAccount, {}, { refetchInterval: 15_000 })
  return (
    <Page
      title={text('mine.title')}
      actions={
        <PageButton to="/people/$userId/statement" params={{ userId: me.id }}>
          {text('statement.open')}
        </PageButton>
      }
    >
      <Query of={account}>
        {(mine) => (
          <>
            <Balance account={mine} />
            <AccountRange userId={me.id} today={mine.today.day}>
              <Payouts filter={{ userId: me.id, limit: 7 }} by="day" none={text('mine.noPayouts')} />
            </AccountRange>
          </>
        )}
      </Query>
    </Page>
  )
}
