import { Button, Group, Stack, Title } from '@mantine/core'
import { accountRoutes } from '@popug/contracts/accounts.ts'
import type { Day } from '@popug/contracts/days.ts'
import type { Transaction } from '@popug/contracts/transactions.ts'
import {
  type Column,
  DataTable,
  DayText,
  Empty,
  Moment,
  Money,
  PageLink,
  Query,
  type Range,
  useFormat,
  useList,
  useText,
} from '@popug/ui-kit'
import classes from './rows-by-day.module.css'
import { TransactionKindLink } from './transaction-kind.tsx'
import { CsvButton, For } from './transactions.tsx'

/** Rows put together by their days, in the order they came. */
const byDay = (rows: readonly Transaction[]): [Day, Transaction[]][] => {
  const days = new Map<Day, Transaction[]>()
  for (const row of rows) days.set(row.day, [...(days.get(row.day) ?? []), row])
  return [...days]
}

const useColumns = (): Column<Transaction>[] => {
  const text = useText()
  return [
    { key: 'kind', title: text('rows.kind'), main: true, cell: (row) => <TransactionKindLink row={row} /> },
    { key: 'for', title: text('rows.for'), cell: (row) => <For row={row} /> },
    { key: 'at', title: text('rows.at'), cell: ({ at }) => <Moment at={at} />, wideOnly: true },
    { key: 'amount', title: text('rows.amount'), end: true, cell: (row) => <Money minor={row.amountMinor} signed /> },
  ]
}

interface DayRowsProps {
  readonly day: Day
  readonly rows: readonly Transaction[]
  readonly columns: Column<Transaction>[]
  /** False while rows of this day may still be missing. */
  readonly whole: boolean
}

const DayRows = ({ day, rows, columns, whole }: DayRowsProps) => {
  const text = useText()
  const format = useFormat()
  const sum = rows.reduce((total, { amountMinor }) => total + amountMinor, 0)
  return (
    <section aria-label={format.day(day)}>
      <Group justify="space-between" mb="xs">
        <Title order={3}>
          <PageLink to="/days/$day" params={{ day }}>
            <DayText day={day} />
          </PageLink>
        </Title>
        {whole && (
          <span>
            {text('mine.dayChanged')} <Money minor={sum} signed />
          </span>
        )}
      </Group>
      <DataTable label={format.day(day)} columns={columns} rows={rows} rowKey={({ id }) => id} />
    </section>
  )
}

/** A person's rows of a range of days, newest day first, with what each day changed the balance by. */
export const RowsByDay = ({ userId, range }: { readonly userId: string; readonly range: Range }) => {
  const text = useText()
  const filter = { userId, ...range }
  const list = useList(accountRoutes.listTransactions, { query: filter }, { keep: true })
  const columns = useColumns()
  return (
    <section aria-label={text('rows.title')}>
      <Group justify="space-between" mb="sm">
        <Title order={2}>{text('rows.title')}</Title>
        {(list.data?.length ?? 0) > 0 && (
          <CsvButton filter={filter} fileName={`transactions-${range.from}-${range.to}.csv`} />
        )}
      </Group>
      <Query of={list} empty={<Empty title={text('mine.noRows')} />}>
        {(rows) => {
          const days = byDay(rows)
          return (
            <Stack gap="lg" className={classes.days}>
              {days.map(([day, own], index) => (
                <DayRows
                  key={day}
                  day={day}
                  rows={own}
                  columns={columns}
                  whole={index < days.length - 1 || !list.hasMore}
                />
              ))}
              {list.hasMore && (
                <Button variant="default" loading={list.loadingMore} onClick={list.more} style={{ alignSelf: 'start' }}>
                  {text('showMore')}
                </Button>
              )}
            </Stack>
          )
        }}
      </Query>
    </section>
  )
}
