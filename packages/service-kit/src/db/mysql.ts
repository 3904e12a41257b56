import { CamelCasePlugin, CompiledQuery, Kysely, sql } from 'kysely'
import type { Database } from './database.ts'
import type { ColumnTypes, Dialect } from './dialect.ts'
import { makeDatabase } from './make-database.ts'
import { mysqlBulk } from './mysql-bulk.ts'
import { byBytes } from './mysql-collation.ts'
import { mysqlDialect, prepared } from './mysql-driver.ts'
import { MysqlEngine, type MysqlOptions } from './mysql-engine.ts'
import { isDuplicate, isRetryable, isUnavailable } from './mysql-errors.ts'

/** Ids and words too: a column that holds ASCII alone cannot be compared with what people may type into an address. */
const unicode = sql`character set utf8mb4 collate ${sql.raw(byBytes)}`
const text = (length: number) => sql`varchar(${sql.lit(length)}) ${unicode}`

const types: ColumnTypes = {
  id: text(36),
  bigint: sql`bigint`,
  integer: sql`integer`,
  day: text(10),
  word: text(40),
  text,
  longText: sql`longtext ${unicode}`,
  bytes: (length) => sql`varbinary(${sql.lit(length)})`,
  longBytes: sql`longblob`,
  serial: sql`bigint auto_increment primary key`,
}

/** What MySQL 8.4 and later and MariaDB 10.11 and later have in common. */
const mysql: Dialect = {
  name: 'mysql',
  shared: true,
  types,
  forUpdate: (query) => query.forUpdate(),
  along: (index) => sql`force index (${sql.id(index)})`,
  isDuplicate,
  isRetryable,
  isUnavailable,
}

/** A database over an engine that is open already. */
export const mysqlDatabase = <Tables>(engine: MysqlEngine): Database<Tables> => {
  const kysely = new Kysely<Tables>({ dialect: mysqlDialect(engine), plugins: [new CamelCasePlugin()] })
  return makeDatabase({
    kysely,
    dialect: mysql,
    bulk: (on) =>
      mysqlBulk(async (text, values) => {
        const query = CompiledQuery.raw(text, values && [...values])
        const { numAffectedRows = 0n } = await on.executeQuery(values ? prepared(query) : query)
        return Number(numAffectedRows)
      }),
    begin: (work) => kysely.transaction().execute(work),
    ping: () => engine.ping(),
  })
}

/**
 * Opens a service's database at `mysql://user:password@host:port/database`. Connections are made as they are needed, so a
 * server that is away is noticed by the first statement, and used again as soon as it is back.
 */
export const openMysql = <Tables>(url: string, options?: MysqlOptions): Database<Tables> =>
  mysqlDatabase(new MysqlEngine(url, options))
