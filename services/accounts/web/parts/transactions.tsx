import { Group, Title } from '@mantine/core'
import { accountRoutes } from '@popug/contracts/accounts.ts'
import type { QueryOf } from '@popug/contracts/route.ts'
import type { Transaction } from '@popug/contracts/transactions.ts'
import {
  type Column,
  DownloadButton,
  download,
  Empty,
  ListTable,
  Moment,
  Money,
  ShortId,
  useList,
  useText,
  WidgetSlot,
} from '@popug/ui-kit'
import { personColumn } from './person-column.tsx'
import { TransactionKindLink } from './transaction-kind.tsx'

interface TransactionsProps {
  readonly filter: QueryOf<typeof accountRoutes.listTransactions>
  /** The columns that differ from row to row here. */
  readonly show: readonly 'person'[]
  readonly fileName: string
}

/** What a row was for: the task, the reason, or nothing more than its kind. */
export const For = ({ row }: { readonly row: Transaction }) => {
  if (row.taskId)
    return (
      <WidgetSlot name="accounts/task/v1" context={{ taskId: row.taskId }} fallback={<ShortId id={row.taskId} />} />
    )
  return <>{row.reason ?? '—'}</>
}

const useColumns = (show: TransactionsProps['show']): Column<Transaction>[] => {
  const text = useText()
  const optional: Record<TransactionsProps['show'][number], Column<Transaction>> = {
    person: { ...personColumn(text('person')), main: false },
  }
  return [
    { key: 'kind', title: text('rows.kind'), main: true, cell: (row) => <TransactionKindLink row={row} /> },
    ...show.map((key) => optional[key]),
    { key: 'for', title: text('rows.for'), cell: (row) => <For row={row} /> },
    { key: 'at', title: text('rows.at'), cell: ({ at }) => <Moment at={at} />, wideOnly: true },
    { key: 'amount', title: text('rows.amount'), end: true, cell: (row) => <Money minor={row.amountMinor} signed /> },
    { key: 'balance', title: text('rows.balance'), end: true, cell: (row) => <Money minor={row.balanceMinor} /> },
  ]
}

/** A button that takes the whole filtered list to a spreadsheet. */
export const CsvButton = ({ filter, fileName }: Pick<TransactionsProps, 'filter' | 'fileName'>) => {
  const text = useText()
  const save = () => download(accountRoutes.listTransactions, fileName, { query: filter })
  return (
    <DownloadButton size="xs" save={save}>
      {text('rows.csv')}
    </DownloadButton>
  )
}

/** Rows of the ledger, newest first, and the same as a file. */
export const Transactions = ({ filter, show, fileName }: TransactionsProps) => {
  const text = useText()
  const rows = useList(accountRoutes.listTransactions, { query: filter })
  const columns = useColumns(show)
  return (
    <section aria-label={text('rows.title')}>
      <Group justify="space-between" mb="sm">
        <Title order={2}>{text('rows.title')}</Title>
        {(rows.data?.length ?? 0) > 0 && <CsvButton filter={filter} fileName={fileName} />}
      </Group>
      <ListTable
        of={rows}
        label={text('rows.title')}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<Empty title={text('rows.none')} />}
      />
    </section>
  )
}
