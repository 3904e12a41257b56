import { Skeleton, VisuallyHidden } from '@mantine/core'
import { useKitText } from '../i18n/text.ts'
import classes from './data-table.module.css'
import type { Column } from './data-table.tsx'

interface TableSkeletonProps<T> {
  readonly columns: readonly Column<T>[]
  readonly dense?: boolean | undefined
  readonly rows?: number
}

/** Shares of a cell's width; no two rows beside each other look the same, and no two visits differ. */
const shares = [70, 50, 85, 60, 75]

/** A table before its rows are there: the headings that will stand over them, and their places. */
export function TableSkeleton<T>({ columns, dense, rows = 6 }: TableSkeletonProps<T>) {
  const text = useKitText()
  return (
    <div className={classes.room} role="status">
      <VisuallyHidden>{text('loading')}</VisuallyHidden>
      <div className={classes.frame} aria-hidden="true">
        <table className={classes.table} data-dense={dense || undefined}>
          <thead>
            <tr>
              {columns.map(({ key, title, end, wideOnly }) => (
                <th key={key} data-end={end || undefined} data-wide={wideOnly || undefined}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: rows }, (_, row) => (
              <tr key={`row-${String(row)}`}>
                {columns.map(({ key, title, end, wideOnly, main }, column) => {
                  const Cell = main ? 'th' : 'td'
                  return (
                    <Cell key={key} data-end={end || undefined} data-wide={wideOnly || undefined} data-title={title}>
                      <Skeleton
                        height={12}
                        display="inline-block"
                        width={end ? 64 : `${String(shares[(row + column * 2) % shares.length])}%`}
                        maw={240}
                        miw={40}
                      />
                    </Cell>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
