import type { Account } from '@popug/contracts/accounts.ts'
import { type Column, Money, useText } from '@popug/ui-kit'
import { personColumn } from './person-column.tsx'

/** The columns of accounts: whose, and the balance. */
export const useAccountColumns = (): Column<Account>[] => {
  const text = useText()
  return [
    personColumn(text('person')),
    {
      key: 'balance',
      title: text('balance'),
      end: true,
      cell: ({ balanceMinor, currency }) => <Money minor={balanceMinor} currency={currency} />,
    },
  ]
}
