import { accountRoutes } from '@popug/contracts/accounts.ts'
import { Page, PageButton, Query, shortId, useMe, useParam, usePersonById, useRoute, useText } from '@popug/ui-kit'
import { AccountRange } from '../parts/account-range.tsx'
import { Balance } from '../parts/balance.tsx'
import { CorrectionButton } from '../parts/correction.tsx'
import { keepers } from '../parts/overseers.ts'
import { Payouts } from '../parts/payouts.tsx'

/** One person's account: the balance, a range of days with the rows behind it, the payouts. */
const PersonPage = () => {
  const text = useText()
  const me = useMe()
  const userId = useParam('userId')
  const person = usePersonById(userId)
  const account = useRoute(accountRoutes.getAccount, { params: { userId } }, { refetchInterval: 15_000 })
  return (
    <Page
      title={person.data?.name ?? shortId(userId)}
      actions={
        <>
          <PageButton to="/people/$userId/statement" params={{ userId }}>
            {text('statement.open')}
          </PageButton>
          {keepers.includes(me.role) && account.data && <CorrectionButton userId={userId} />}
        </>
      }
    >
      <Query of={account}>
        {(known) => (
          <>
            <Balance account={known} />
            <AccountRange userId={userId} today={known.today.day}>
              <Payouts filter={{ userId, limit: 7 }} by="day" none={text('payouts.noneYet')} />
            </AccountRange>
          </>
        )}
      </Query>
    </Page>
  )
}
export default PersonPage
