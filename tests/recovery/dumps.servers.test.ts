import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type DatabaseServer, startMariadb } from '../servers/mariadb.ts'
import { dump, inMysql, load } from './dumps.ts'

let server: DatabaseServer
beforeAll(async () => {
  server = await startMariadb({ durable: false })
})
afterAll(() => server?.remove())

it('a dump brings every byte back, in columns of bytes and of text', async () => {
  const url = await server.url('kept')
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)).toString('hex')
  await inMysql(url, 'create table things (id integer primary key, packed longblob, word varchar(20))')
  await inMysql(url, `insert into things values (1, x'${bytes}', 'попуг 🦜'), (2, x'', ''), (3, null, null)`)
  const rows = () => inMysql(url, 'select id, hex(packed) as packed, word from things order by id')
  const before = await rows()
  const sql = await dump(server.rootUrl, ['kept'])
  await inMysql(url, 'delete from things')
  await load(server.rootUrl, sql)
  expect(await rows()).toEqual(before)
  expect(before[0]).toMatchObject({ packed: bytes.toUpperCase(), word: 'попуг 🦜' })
})

it('every dump that the how-tos tell of keeps bytes too', () => {
  const folder = resolve(import.meta.dirname, '../../docs/howto')
  const commands = readdirSync(folder)
    .flatMap((page) => readFileSync(resolve(folder, page), 'utf8').split('\n'))
    .filter((line) => line.includes('exec mysqldump'))
  expect(commands.length).toBeGreaterThan(1)
  for (const command of commands) expect(command).toContain(' --hex-blob ')
})
