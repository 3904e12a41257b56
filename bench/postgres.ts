import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { freePorts } from '../tests/servers/free-ports.ts'

const run = promisify(execFile)
const versions = '/usr/lib/postgresql'
const startsWithin = 60_000

export interface PostgresServer {
  readonly url: string
  remove(): Promise<void>
}

/** Debian's PostgreSQL; installed where there is none and we may. Its package must not start a server of its own. */
const programs = async (): Promise<string> => {
  if (!existsSync(versions) && process.getuid?.() === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
    await run('apt-get', ['update', '-q'], { env })
    const packages = ['postgresql', 'postgresql-common']
    await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env })
  }
  const [newest] = (await readdir(versions).catch((): string[] => [])).sort((a, b) => Number(b) - Number(a))
  if (!newest) throw new Error('PostgreSQL is not installed (apt-get install postgresql)')
  return join(versions, newest, 'bin')
}

/** The server refuses to be root, so there it is the user that Debian's package made for it. */
const serverUser = async (): Promise<{ uid?: number; gid?: number }> => {
  if (process.getuid?.() !== 0) return {}
  const idOf = async (flag: string): Promise<number> => Number((await run('id', [flag, 'postgres'])).stdout)
  return { uid: await idOf('-u'), gid: await idOf('-g') }
}

/** Starts a PostgreSQL of our own on a free port with its data in a temporary folder; commits are safe on the disk. */
export const startPostgres = async (): Promise<PostgresServer> => {
  const bin = await programs()
  const user = await serverUser()
  const folder = await mkdtemp(join(tmpdir(), 'popug-postgres-'))
  if (user.uid !== undefined) await chown(folder, user.uid, user.gid ?? user.uid)
  const data = join(folder, 'data')
  const inFolder = { ...user, cwd: folder }
  await run(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C'], inFolder)
  const { port } = await freePorts('port')
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    fsync: 'on',
    synchronous_commit: 'on',
    shared_buffers: '2GB',
    max_wal_size: '2GB',
    max_connections: 100,
    logging_collector: 'off',
  }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...options], {
    ...inFolder,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  server.stderr.on('data', (chunk) => {
    said = (said + chunk).slice(-3_000)
  })
  const ended = once(server, 'exit')
  const killAtExit = (): void => void server.kill('SIGQUIT')
  process.once('exit', killAtExit)

  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  const remove = async (): Promise<void> => {
    server.kill('SIGQUIT')
    await ended
    process.off('exit', killAtExit)
    await rm(folder, { recursive: true, force: true })
  }
  const deadline = Date.now() + startsWithin
  while (!(await answers(url))) {
    if (server.exitCode !== null || Date.now() > deadline) {
      await remove()
      throw new Error(`PostgreSQL did not start on port ${port}:\n${said}`)
    }
    await wait(50)
  }
  return { url, remove }
}

const answers = async (connectionString: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}
