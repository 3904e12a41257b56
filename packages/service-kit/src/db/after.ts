import { type RawBuilder, sql } from 'kysely'

/**
 * The condition of keyset paging: rows that come after `key` in an order by `columns`, all in one direction.
 * Written out column by column, for MySQL does not use an index for row comparison.
 */
export const afterKey = (
  columns: readonly string[],
  key: readonly (string | number)[],
  direction: 'asc' | 'desc',
): RawBuilder<boolean> => {
  const beyond = sql.raw(direction === 'asc' ? '>' : '<')
  const terms = columns.map((column, index) => {
    const equal = columns.slice(0, index).map((earlier, at) => sql`${sql.ref(earlier)} = ${key[at]}`)
    return sql`(${sql.join([...equal, sql`${sql.ref(column)} ${beyond} ${key[index]}`], sql` and `)})`
  })
  return sql<boolean>`(${sql.join(terms, sql` or `)})`
}
