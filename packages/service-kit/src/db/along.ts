import { type AliasedExpression, sql } from 'kysely'
import type { Db } from './database.ts'

/**
 * A table, read along one of its indexes: for a loop that goes on where it stopped, `where status = … and id > …`. Left to
 * itself MariaDB takes such an index by its first column alone and passes all rows before the place it is to go on
 * from, so that a loop over a million rows reads half a million for each of its steps.
 */
export const along = <Tables, Name extends keyof Tables & string>(
  { dialect }: Db<Tables>,
  table: Name,
  index: string,
): AliasedExpression<Tables[Name], Name> =>
  sql<Tables[Name]>`${sql.table(table)}`.as<Name>(sql`${sql.id(table)} ${dialect.along(index)}`)
