import type { Row } from '@popug/service-kit'
import pg from 'pg'

/** The ledger's table of transactions with its indexes, as PostgreSQL writes it. */
const table = `
  drop table if exists transactions;
  create table transactions (
    number bigint primary key, user_id char(36) not null, sequence bigint not null, at bigint not null,
    day char(10) not null, kind varchar(40) not null, task_id char(36), payout_id char(36),
    amount_minor bigint not null, balance_minor bigint not null, reason varchar(500), actor_id char(36));
  create unique index transactions_account on transactions (user_id, sequence);
  create index transactions_task on transactions (task_id, kind);
  create index transactions_day on transactions (day);
  create index transactions_kind on transactions (kind);`

const columns = [
  ['number', 'bigint'],
  ['user_id', 'text'],
  ['sequence', 'bigint'],
  ['at', 'bigint'],
  ['day', 'text'],
  ['kind', 'text'],
  ['task_id', 'text'],
  ['payout_id', 'text'],
  ['amount_minor', 'bigint'],
  ['balance_minor', 'bigint'],
  ['reason', 'text'],
  ['actor_id', 'text'],
] as const
const names = columns.map(([name]) => name).join(', ')

/** One row, as a job posts it by itself: prepared once a connection. */
export const insertOne = {
  name: 'insert-one',
  text: `insert into transactions (${names}) values (${columns.map((_, index) => `$${index + 1}`).join(', ')})`,
}

/** Any number of rows by one prepared statement: an array a column. */
export const insertMany = {
  name: 'insert-many',
  text: `insert into transactions (${names}) select * from unnest(${columns.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ')})`,
}

const camel = (name: string): string => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())

/** The values of a row in the order of the columns. */
export const valuesOf = (row: Row): unknown[] => columns.map(([name]) => row[camel(name)])

/** The values of rows as one array a column. */
export const arraysOf = (rows: readonly Row[]): unknown[][] =>
  columns.map(([name]) => rows.map((row) => row[camel(name)]))

const ask = async (connectionString: string, text: string): Promise<pg.QueryResult> => {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return await client.query(text)
  } finally {
    await client.end()
  }
}

/** An empty table in a database without queues, and a look at how many rows it holds in the end. */
export const emptyTable = async (url: string): Promise<{ count(): Promise<number> }> => {
  await ask(url, 'drop schema if exists pgboss cascade; drop schema if exists graphile_worker cascade')
  await ask(url, table)
  return { count: async () => Number((await ask(url, 'select count(*) as count from transactions')).rows[0]?.count) }
}

/** Tells PostgreSQL what its tables hold now, as it would find out by itself after a while. */
export const analyse = async (url: string): Promise<void> => void (await ask(url, 'vacuum analyze'))
