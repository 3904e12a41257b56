import type { Account } from '@popug/contracts/accounts.ts'
import { type Column, Money, PageLink, PersonName, useText } from '@popug/ui-kit'

/** The columns of accounts: whose, and the balance. */
export const useAccountColumns = (): Column<Account>[] => {
  const text = useText()
  return [
    {
      key: 'person',
      title: text('person'),
      main: true,
      cell: ({ userId }) => (
        <PageLink to="/people/$userId" params={{ userId }}>
          <PersonName id={userId} />
        </PageLink>
      ),
    },
    {
      key: 'balance',
      title: text('balance'),
      end: true,
      cell: ({ balanceMinor, currency }) => <Money minor={balanceMinor} currency={currency} />,
    },
  ]
}
