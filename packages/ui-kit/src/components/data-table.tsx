import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useKitText } from '../i18n/text.ts'
import classes from './data-table.module.css'

export interface Column<T> {
  readonly key: string
  /** Empty for a column of buttons. */
  readonly title: string
  readonly cell: (row: T) => ReactNode
  /** Money and counts stand at the end, under each other. */
  readonly end?: boolean
  /** What names the row: its header for a screen reader, its headline on a phone. */
  readonly main?: boolean
  /** Left out on a phone. */
  readonly wideOnly?: boolean
}

export interface DataTableProps<T> {
  /** What the rows are, for those who do not see the page around. */
  readonly label: string
  readonly columns: readonly Column<T>[]
  readonly rows: readonly T[]
  readonly rowKey: (row: T) => string
  /** Rows of 32 px instead of 40. */
  readonly dense?: boolean
  /** More rows by the cursor; no button without it. */
  readonly onMore?: (() => void) | undefined
  readonly loadingMore?: boolean
}

const headingOf = <T,>({ key, title, end, wideOnly }: Column<T>) => {
  const marks = {
    role: title === '' ? 'cell' : 'columnheader',
    'data-end': end || undefined,
    'data-wide': wideOnly || undefined,
  }
  // A column of buttons has no heading: an empty one would be read as a heading all the same.
  return title === '' ? (
    <td key={key} {...marks} />
  ) : (
    <th key={key} scope="col" {...marks}>
      {title}
    </th>
  )
}

const cellOf = <T,>(column: Column<T>, row: T) => {
  const shared = {
    key: column.key,
    role: column.main ? 'rowheader' : 'cell',
    'data-end': column.end || undefined,
    'data-wide': column.wideOnly || undefined,
    'data-title': column.title,
  }
  const { key, ...rest } = shared
  return column.main ? (
    <th key={key} scope="row" {...rest}>
      {column.cell(row)}
    </th>
  ) : (
    <td key={key} {...rest}>
      {column.cell(row)}
    </td>
  )
}

/** Rows of 40 px; on a phone each row is a card. The roles are said aloud because cards take the table's own away. */
export function DataTable<T>({ label, columns, rows, rowKey, dense, onMore, loadingMore }: DataTableProps<T>) {
  const text = useKitText()
  return (
    <div className={classes.room}>
      <div className={classes.frame}>
        {/* biome-ignore-start lint/a11y/noRedundantRoles: display:block on a phone takes the implicit roles away */}
        <table className={classes.table} aria-label={label} role="table" data-dense={dense || undefined}>
          <thead role="rowgroup">
            <tr role="row">{columns.map(headingOf)}</tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map((row) => (
              <tr key={rowKey(row)} role="row">
                {columns.map((column) => cellOf(column, row))}
              </tr>
            ))}
          </tbody>
        </table>
        {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
      </div>
      {onMore && (
        <Button variant="default" mt="md" loading={loadingMore ?? false} onClick={onMore}>
          {text('showMore')}
        </Button>
      )}
    </div>
  )
}
