import type { ReactNode } from 'react'
import type { List } from '../client/list.ts'
import { Query } from '../states/query.tsx'
import { DataTable, type DataTableProps } from './data-table.tsx'
import { TableSkeleton } from './table-skeleton.tsx'

interface ListTableProps<T> extends Omit<DataTableProps<T>, 'rows' | 'onMore' | 'loadingMore'> {
  readonly of: List<T>
  readonly empty: ReactNode
}

/** A `useList` as a table, in whatever state it is: skeleton, problem, empty, rows with "show more". */
export function ListTable<T>({ of, empty, ...table }: ListTableProps<T>) {
  return (
    <Query of={of} empty={empty} loading={<TableSkeleton columns={table.columns} dense={table.dense} />}>
      {(rows) => (
        <DataTable {...table} rows={rows} onMore={of.hasMore ? of.more : undefined} loadingMore={of.loadingMore} />
      )}
    </Query>
  )
}
