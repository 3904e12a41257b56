import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { openMysql } from '@popug/service-kit'
import { createDatabase } from '@popug/service-kit/testing'
import { freePorts } from './free-ports.ts'

const run = promisify(execFile)

/** A real MariaDB server on a free port, with its data in a temporary folder. */
export interface DatabaseServer {
  readonly rootUrl: string
  /** Makes an empty database with a user of its own where there is none, and answers its address. */
  url(database: string): Promise<string>
  /** Ends the server at once, as a power cut would. */
  kill(): Promise<void>
  /** Starts it again on the same port and data. */
  start(): Promise<void>
  /** Asks the server to stop. */
  stop(): Promise<void>
  /** Ends it, and removes the data. */
  remove(): Promise<void>
}

export interface MariadbOptions {
  /** Whether a commit outlives a power cut, as by default; tests of other things are faster without. */
  readonly durable?: boolean
  /** More options of the server: `--max-connections=20`. */
  readonly options?: readonly string[]
}

/** Milliseconds in which a server must be up, or down. */
const startTime = 60_000
const stopTime = 30_000

/** The server refuses to be root, so there it is the user that Debian's package made for it. */
const serverUser = async (): Promise<{ name: string; uid: number; gid: number } | null> => {
  if (process.getuid?.() !== 0) return null
  const idOf = async (flag: string): Promise<number> => Number((await run('id', [flag, 'mysql'])).stdout)
  return { name: 'mysql', uid: await idOf('-u'), gid: await idOf('-g') }
}

const makeFolder = async (): Promise<{ folder: string; asUser: string[] }> => {
  const folder = await mkdtemp(join(tmpdir(), 'popug-mariadb-'))
  const user = await serverUser()
  if (user) await chown(folder, user.uid, user.gid)
  return { folder, asUser: user ? [`--user=${user.name}`] : [] }
}

const missing = (error: unknown): Error =>
  new Error('MariaDB cannot be set up; on Debian: apt-get install mariadb-server', { cause: error })

/** Data of a server that has never run, in a folder of its own. */
const freshData = async (): Promise<string> => {
  const { folder, asUser } = await makeFolder()
  // Temporary files of its own, as below: a server that starts elsewhere would clear them away.
  const own = [`--datadir=${join(folder, 'data')}`, `--tmpdir=${folder}`]
  const where = ['--no-defaults', ...own, '--innodb-log-file-size=16M']
  await run('mariadb-install-db', [
    ...where,
    ...asUser,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
  ]).catch((error: unknown) => {
    throw missing(error)
  })
  return folder
}

/** Made once, copied for each server, and removed with the last of them. */
let template: Promise<string> | undefined
let servers = 0

const takeTemplate = (): Promise<string> => {
  servers += 1
  template ??= freshData()
  return template
}
const giveTemplateBack = async (): Promise<void> => {
  servers -= 1
  if (servers > 0 || !template) return
  const folder = await template
  template = undefined
  await rm(folder, { recursive: true, force: true })
}

/** Starts a MariaDB server that nobody else uses. */
export const startMariadb = async ({ durable = true, options = [] }: MariadbOptions = {}): Promise<DatabaseServer> => {
  const fresh = await takeTemplate()
  const { folder, asUser } = await makeFolder()
  const data = join(folder, 'data')
  await run('cp', ['-a', join(fresh, 'data'), folder])
  const { port } = await freePorts('port')
  const rootUrl = `mysql://root@127.0.0.1:${port}/mysql`
  const logFile = join(folder, 'error.log')
  let child: ChildProcess | undefined

  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    const ending = child
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return
    const ended = once(ending, 'exit')
    ending.kill(signal)
    const late = setTimeout(() => ending.kill('SIGKILL'), stopTime)
    await ended
    clearTimeout(late)
  }
  const killAtExit = (): void => {
    child?.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', killAtExit)

  const answers = async (): Promise<boolean> => {
    const database = openMysql(rootUrl, { connections: 1 })
    try {
      await database.ping()
      return true
    } catch {
      return false
    } finally {
      await database.close()
    }
  }

  const start = async (): Promise<void> => {
    const started = spawn(
      'mariadbd',
      [
        '--no-defaults',
        ...asUser,
        `--datadir=${data}`,
        // Of its own: a server that starts clears away what others have in theirs.
        `--tmpdir=${folder}`,
        `--socket=${join(folder, 'socket')}`,
        `--pid-file=${join(folder, 'pid')}`,
        `--log-error=${logFile}`,
        `--port=${port}`,
        '--bind-address=127.0.0.1',
        '--skip-name-resolve',
        '--character-set-server=utf8mb4',
        '--collation-server=utf8mb4_unicode_ci',
        '--innodb-log-file-size=16M',
        '--max-connections=300',
        `--innodb-flush-log-at-trx-commit=${durable ? 1 : 0}`,
        ...options,
      ],
      { stdio: 'ignore' },
    )
    child = started
    let failure: unknown
    started.once('error', (error) => {
      failure = error
    })
    const deadline = Date.now() + startTime
    while (!(await answers())) {
      if (failure) throw missing(failure)
      if (started.exitCode !== null || Date.now() > deadline) {
        const said = await readFile(logFile, 'utf8').catch(() => '')
        throw new Error(`MariaDB did not start on port ${port}:\n${said.split('\n').slice(-15).join('\n')}`)
      }
      await wait(50)
    }
  }
  await start()

  return {
    rootUrl,
    url: (database) => createDatabase(rootUrl, database),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    start,
    remove: async () => {
      await end('SIGKILL')
      process.off('exit', killAtExit)
      await rm(folder, { recursive: true, force: true })
      await giveTemplateBack()
    },
  }
}
