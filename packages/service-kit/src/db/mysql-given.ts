import { byBytes } from './mysql-collation.ts'
import type { Row } from './row.ts'

/** Widths of columns in which texts are given: few, so that few statements are prepared. What is longer has no bound. */
const widths = [64, 512, 4_096]

/** The type in which a column is given; MariaDB would cut a text that is longer than its type. */
const givenType = (values: readonly (Row[string] | undefined)[]): string | null => {
  let longest = 0
  let texts = false
  let numbers = false
  for (const value of values) {
    if (typeof value === 'string') {
      texts = true
      longest = Math.max(longest, value.length)
    } else if (Number.isSafeInteger(value)) numbers = true
    else if (value !== null && value !== undefined) return null
  }
  if (!texts) return 'bigint'
  if (numbers) return null
  const width = widths.find((most) => longest <= most)
  return `${width ? `varchar(${width})` : 'longtext'} character set utf8mb4 collate ${byBytes}`
}

/**
 * A table of rows that one parameter gives, as JSON, a list of values for each: the server parses, names and plans nothing for
 * a row, as it would for literals. Null where a column holds bytes, fractions or several kinds of value, which JSON does not keep.
 */
export const givenTable = (
  columns: readonly string[],
  rows: readonly Row[],
  quoted: (column: string) => string,
): string | null => {
  const types = columns.map((column) => givenType(rows.map((row) => row[column])))
  if (types.includes(null)) return null
  const given = columns.map(
    (column, index) => `${quoted(column)} ${types[index]} path '$[${index}]' null on empty error on error`,
  )
  return `json_table(?, '$[*]' columns (${given.join(', ')}))`
}
