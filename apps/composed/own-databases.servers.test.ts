import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { type ServiceName, serviceNames } from '@popug/contracts/topology.ts'
import { type Database, openMysql, statement } from '@popug/service-kit'
import { dropDatabase } from '@popug/service-kit/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SharedServer, startDatabaseServer } from '../../tests/servers/database-server.ts'
import { passwordVariable } from './compose-variables.ts'

const script = resolve(import.meta.dirname, '../../deploy/mysql/databases.sh')
/** Names that nobody else has on a server that others use too. */
const prefix = `own${randomBytes(4).toString('hex')}_`
const passwordOf = (service: ServiceName): string => `the-password-of-${service}`

/** The statements that the container's first start runs, as the script itself makes them. */
const statements = async (env: Record<string, string>): Promise<string[]> => {
  const text = readFileSync(script, 'utf8').replaceAll(/^make_database /gm, `make_database ${prefix}`)
  const { stdout } = await promisify(execFile)('bash', ['-c', `docker_process_sql() { cat; }\n${text}`], {
    env: { PATH: process.env.PATH, ...env },
  })
  return stdout.split(/;\n/).filter((one) => one.trim() !== '')
}

let server: SharedServer
let root: Database<object>
const doors = new Map<ServiceName, Database<object>>()
const run = async (database: Database<object> | undefined, text: string): Promise<Record<string, unknown>[]> => {
  if (!database) throw new Error('nobody opened it')
  return ((await statement(database.query, text)) as { rows: Record<string, unknown>[] }).rows
}
const errno = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'allowed',
    (error: { errno?: number }) => error.errno,
  )

beforeAll(async () => {
  server = await startDatabaseServer({ durable: false })
  root = openMysql<object>(server.rootUrl)
  const passwords = Object.fromEntries(serviceNames.map((service) => [passwordVariable(service), passwordOf(service)]))
  for (const text of await statements(passwords)) await run(root, text)
  for (const service of serviceNames) {
    const { host } = new URL(server.rootUrl)
    const name = prefix + service
    doors.set(service, openMysql<object>(`mysql://${name}:${passwordOf(service)}@${host}/${name}`))
  }
})
afterAll(async () => {
  for (const door of doors.values()) await door.close()
  await root?.close()
  for (const service of serviceNames) await dropDatabase(server.rootUrl, prefix + service)
  await server?.remove()
})

describe.each(serviceNames)('the user of %s', (service) => {
  const others = serviceNames.filter((name) => name !== service)

  it('makes and changes tables in its own database', async () => {
    const door = doors.get(service)
    await run(door, 'create table notes (id integer primary key)')
    await run(door, 'insert into notes values (1)')
    expect(await run(door, 'select id from notes')).toEqual([{ id: 1 }])
  })

  it('sees no other database, and may do nothing there', async () => {
    const door = doors.get(service)
    const seen = (await run(door, 'show databases')).map((row) => String(Object.values(row)[0]))
    expect(seen.filter((name) => !name.endsWith('_schema'))).toEqual([prefix + service])
    // 1044: no access to the database; 1142: no such right on a table, whether or not there is one.
    for (const other of others) {
      expect(await errno(run(door, `create table ${prefix}${other}.spy (id integer)`))).toBe(1142)
      expect(await errno(run(door, `select * from ${prefix}${other}.notes`))).toBe(1142)
      expect(await errno(run(door, `delete from ${prefix}${other}.notes`))).toBe(1142)
      expect(await errno(run(door, `use ${prefix}${other}`))).toBe(1044)
    }
  })

  it('is no administrator', async () => {
    const door = doors.get(service)
    expect(await errno(run(door, 'select user from mysql.user'))).toBe(1142)
    expect(await errno(run(door, `create database ${prefix}more`))).toBe(1044)
    expect(await errno(run(door, `create user ${prefix}friend identified by 'x'`))).toBe(1227)
    expect(await errno(run(door, `grant all on *.* to '${prefix}${service}'@'%'`))).toBe(1045)
  })
})
