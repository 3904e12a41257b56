import { Title } from '@mantine/core'
import { accountRoutes } from '@popug/contracts/accounts.ts'
import type { Transaction } from '@popug/contracts/transactions.ts'
import { Money, Page, PageButton, Query, useMe, useParam, useRoute, useText } from '@popug/ui-kit'
import { keepers } from '../parts/overseers.ts'
import { ReverseButton } from '../parts/reverse.tsx'
import { TransactionFacts } from '../parts/transaction-facts.tsx'

/** Whether the ledger would take a row back; it has the last word. */
const isReversible = ({ kind, reversesId, reversedById }: Transaction): boolean =>
  (kind === 'fee' || kind === 'reward' || kind === 'correction') && reversesId === null && reversedById === null

/** One row of the ledger: what it was for, who posted it, and the row that takes it back or that it takes back. */
const TransactionPage = () => {
  const text = useText()
  const me = useMe()
  const id = useParam('id')
  const found = useRoute(accountRoutes.getTransaction, { params: { id } })
  const row = found.data
  return (
    <Page
      title={text('row.title', { id })}
      actions={
        row && (
          <>
            <PageButton to="/people/$userId" params={{ userId: row.userId }} variant="default">
              {text('row.account')}
            </PageButton>
            {keepers.includes(me.role) && isReversible(row) && <ReverseButton row={row} />}
          </>
        )
      }
    >
      <Query of={found}>
        {(known) => (
          <>
            <Title order={2}>
              <Money minor={known.amountMinor} signed large />
            </Title>
            <TransactionFacts row={known} />
          </>
        )}
      </Query>
    </Page>
  )
}
export default TransactionPage
