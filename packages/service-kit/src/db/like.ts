import { type RawBuilder, sql } from 'kysely'

/** `%`, `_` and the escape character itself stand for themselves. */
const plain = (text: string): string => text.replace(/[!%_]/g, '!$&')
const like = (column: string, pattern: string) => sql<boolean>`${sql.ref(column)} like ${pattern} escape '!'`

/**
 * The condition that a column's text has this one in it, whatever signs it is made of. Databases differ in whether the case
 * of letters counts: where it is not to, both are kept and asked for in lower case.
 */
export const contains = (column: string, part: string): RawBuilder<boolean> => like(column, `%${plain(part)}%`)

/** The condition that a column's text begins with this one; the same holds of signs and case. */
export const startsWith = (column: string, start: string): RawBuilder<boolean> => like(column, `${plain(start)}%`)
