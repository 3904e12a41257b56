import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { gunzipSync } from 'node:zlib'
import { serviceNames } from '@popug/contracts/topology.ts'
import { type MovableClock, movableClock, openSqlite, statement } from '@popug/service-kit'
import { unpack } from '@popug/service-kit/testing'
import pino, { type Logger } from 'pino'
import { vi } from 'vitest'
import { databaseName } from '../../apps/embedded/backup/layout.ts'
import { unpackTar } from '../../apps/embedded/backup/tar.ts'
import { openDataFolder } from '../../apps/embedded/data-folder.ts'
import { startEmbedded } from '../../apps/embedded/embedded.ts'
import { runProgram } from '../system/run-program.ts'
import { adminEmail, adminPassword, type System } from '../system/system.ts'

const root = resolve(import.meta.dirname, '../..')

/** All six services in this process, of which everything that they leave behind can be looked at. */
export interface WatchedSystem {
  readonly system: Pick<System, 'address'>
  /** Where the sandbox bank stands. */
  readonly bank: string | null
  readonly clock: MovableClock
  readonly log: Logger
  /** Everything that was logged and answered so far, and what the data folder holds, by where it is. */
  traces(): Promise<Map<string, string | Uint8Array>>
  remove(): Promise<void>
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile())

/** What the outbox keeps packed is hunted as it reads. */
const readable = (name: string, value: Uint8Array): Uint8Array => (name === 'packed' ? unpack(value) : value)

/** Every row of every table, as JSON; bytes as they are, one letter each. */
const rowsOf = async (file: string): Promise<[string, string][]> => {
  const database = openSqlite<object>(file)
  try {
    const tables = await database.query.introspection.getTables()
    const found: [string, string][] = []
    for (const { name } of tables) {
      const { rows } = (await statement(database.query, `select * from "${name}"`)) as { rows: object[] }
      const plain = (column: string, value: unknown): unknown =>
        value instanceof Uint8Array ? Buffer.from(readable(column, value)).toString('latin1') : value
      found.push([name, JSON.stringify(rows, plain)])
    }
    return found
  } finally {
    await database.close()
  }
}

/** Starts the services on a clock that stands, with the whole log and every answer kept. */
export const startWatchedSystem = async (now: number): Promise<WatchedSystem> => {
  const path = mkdtempSync(join(tmpdir(), 'popug-'))
  const folder = openDataFolder(join(path, 'data'))
  const clock = movableClock(now)
  const logged: string[] = []
  const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) })
  const answered = new Map<string, string[]>()
  const { fetch: send } = globalThis
  const spy = vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const response = await send(input, init)
    const { pathname } = new URL(input instanceof Request ? input.url : String(input))
    const place = `${init?.method ?? 'GET'} ${pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')}`
    const text = await response.clone().text()
    answered.set(place, [...(answered.get(place) ?? []), JSON.stringify([...response.headers]), text])
    return response
  })
  const program = await startEmbedded({
    env: {
      ADMIN_EMAIL: adminEmail,
      ADMIN_PASSWORD: adminPassword,
      DAY_CLOSING: 'by_hand',
      SIGN_IN_LIMIT: '1000',
      PROVIDER_TIMEOUT_MS: '1000',
      SANDBOX_SLOW_MS: '100',
      LOG_LEVEL: 'trace',
    },
    folder,
    log,
    clock,
    listen: { port: 0, host: '127.0.0.1' },
  })

  let dumps = 0
  /** What a backup of the running system holds: its bytes, and each row of each table. Another process makes it, as an administrator does. */
  const dump = async (): Promise<[string, string | Uint8Array][]> => {
    const to = join(path, `dump-${dumps++}`)
    const env = { ...process.env, POPUG_DATA: folder.path }
    const { code, err } = await runProgram(['--import', 'tsx', 'apps/embedded/cli.ts', 'backup', `${to}.tar.gz`], {
      cwd: root,
      env,
    })
    if (code !== 0) throw new Error(`no backup: ${err}`)
    mkdirSync(join(to, 'databases'), { recursive: true })
    const bytes = gunzipSync(readFileSync(`${to}.tar.gz`))
    await unpackTar(Readable.from([bytes]), (name) => join(to, name))
    const found: [string, string | Uint8Array][] = [['backup', bytes]]
    for (const service of serviceNames)
      for (const [table, rows] of await rowsOf(join(to, databaseName(service))))
        found.push([`table ${service} ${table}`, rows])
    return found
  }
  return {
    system: { address: program.address },
    bank: program.bank,
    clock,
    log,
    traces: async () => {
      const traces = new Map<string, string | Uint8Array>([['log', logged.join('')]])
      for (const [place, texts] of answered) traces.set(`answer ${place}`, texts.join('\n'))
      for (const [place, trace] of await dump()) traces.set(place, trace)
      for (const file of filesIn(folder.path)) traces.set(`file ${relative(folder.path, file)}`, readFileSync(file))
      return traces
    },
    remove: async () => {
      await program.stop()
      spy.mockRestore()
      folder.release()
      rmSync(path, { recursive: true, force: true })
    },
  }
}
