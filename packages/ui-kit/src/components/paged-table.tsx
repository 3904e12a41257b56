import { Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import type { PagedList } from '../client/paged.ts'
import { Query } from '../states/query.tsx'
import { DataTable, type DataTableProps } from './data-table.tsx'
import { Pager } from './pager.tsx'
import { TableSkeleton } from './table-skeleton.tsx'

interface PagedTableProps<T> extends Omit<DataTableProps<T>, 'rows' | 'onMore' | 'loadingMore'> {
  readonly of: PagedList<T>
  readonly empty: ReactNode
}

/** A `usePagedList` as a table with the ways to its other pages, in whatever state it is. */
export function PagedTable<T>({ of, empty, ...table }: PagedTableProps<T>) {
  return (
    <Stack gap="md" aria-busy={of.turning}>
      <Query of={of} empty={empty} loading={<TableSkeleton columns={table.columns} dense={table.dense} />}>
        {(rows) => <DataTable {...table} rows={rows} />}
      </Query>
      <Pager of={of} label={table.label} />
    </Stack>
  )
}
