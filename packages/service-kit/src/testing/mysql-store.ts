import { randomBytes } from 'node:crypto'
import { statement } from '../db/migrate.ts'
import { mysqlDatabase, openMysql } from '../db/mysql.ts'
import { MysqlEngine } from '../db/mysql-engine.ts'
import type { TestStore } from './backend.ts'

/** Runs statements as the server's administrator. */
const asRoot = async (rootUrl: string, statements: readonly string[]): Promise<void> => {
  const root = openMysql<unknown>(rootUrl, { connections: 1 })
  try {
    for (const text of statements) await statement(root.query, text)
  } finally {
    await root.close()
  }
}

/** Makes a database of this name, and a user who sees it alone, unless they are there; answers its address. */
export const createDatabase = async (rootUrl: string, name: string): Promise<string> => {
  if (!/^\w{1,32}$/.test(name)) throw new Error(`no name for a database: ${name}`)
  await asRoot(rootUrl, [
    `create database if not exists ${name} character set utf8mb4 collate utf8mb4_unicode_ci`,
    `create user if not exists ${name}@'%' identified by '${name}'`,
    `grant all on ${name}.* to ${name}@'%'`,
  ])
  const url = new URL(rootUrl)
  return `mysql://${name}:${name}@${url.host}/${name}`
}

/** Deletes what `createDatabase` made. */
export const dropDatabase = (rootUrl: string, name: string): Promise<void> =>
  asRoot(rootUrl, [`drop database if exists ${name}`, `drop user if exists ${name}@'%'`])

/** A name that no other test has. */
export const newDatabaseName = (): string => `test_${randomBytes(8).toString('hex')}`

/** A database of its own on a server that runs. */
export const mysqlStore = async (rootUrl: string): Promise<TestStore> => {
  const name = newDatabaseName()
  const url = await createDatabase(rootUrl, name)
  return {
    open: <Tables>() => {
      const engine = new MysqlEngine(url)
      return { database: mysqlDatabase<Tables>(engine), kill: () => engine.kill() }
    },
    remove: () => dropDatabase(rootUrl, name),
  }
}
