import type { Transaction } from '@popug/contracts/transactions.ts'
import { PageLink, StatusBadge, useText } from '@popug/ui-kit'

/** What a row of the ledger is, in a word. */
export const useKindName = (): ((row: Pick<Transaction, 'kind' | 'reversesId'>) => string) => {
  const text = useText()
  return ({ kind, reversesId }) => text(reversesId === null ? `kind.${kind}` : 'row.reversal')
}

/** The same, leading to the row, with a mark where it has been taken back. */
export const TransactionKindLink = ({ row }: { readonly row: Transaction }) => {
  const text = useText()
  const nameOf = useKindName()
  return (
    <>
      <PageLink to="/transactions/$id" params={{ id: row.id }}>
        {nameOf(row)}
      </PageLink>
      {row.reversedById !== null && (
        <>
          {' '}
          <StatusBadge tone="quiet" word={text('row.reversed')} />
        </>
      )}
    </>
  )
}
