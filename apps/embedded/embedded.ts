import { mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import {
  inProcessCourier,
  type MovableClock,
  movableClock,
  openSqlite,
  type Program,
  startProgram,
} from '@popug/service-kit'
import type { Logger } from 'pino'
import { Complaint } from './complaint.ts'
import type { DataFolder } from './data-folder.ts'
import { startSandbox } from './sandbox.ts'
import { services } from './services.ts'
import { type EmbeddedSettings, readAll } from './settings.ts'

const root = resolve(import.meta.dirname, '../..')

/** Where each service's built frontend stands. */
const frontends = Object.fromEntries(services.map(({ name }) => [name, join(root, 'services', name, 'web/dist')]))
/** And what they share. */
const shared = join(root, 'packages/ui-kit/dist')

/** Throws `Complaint` when somebody else listens there. */
export const mustBeFree = ({ PORT, HOST }: EmbeddedSettings): Promise<void> =>
  new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE' ? `Port ${PORT} is taken` : `Nobody can listen on ${HOST}:${PORT} (${error.code})`
      fail(new Complaint(`${why}. Choose another: PORT=${PORT + 1} npm start`))
    })
    probe.listen(PORT, HOST, () => probe.close(() => done()))
  })

export interface EmbeddedParts {
  readonly env: NodeJS.ProcessEnv
  readonly folder: DataFolder
  readonly log: Logger
  readonly listen: { readonly port: number; readonly host: string }
  /** The folder of the databases, when not the data folder's own. */
  readonly databases?: string
  readonly clock?: MovableClock
  readonly progress?: (text: string) => void
  /** See `ProgramParts`. */
  readonly jobs?: boolean
  readonly operatorToken?: string
}

/** Programs, and the sandbox bank where it pays: started with them, and stopped after them. */
export interface Embedded extends Program {
  /** Where the sandbox bank stands; null where another bank pays. */
  readonly bank: string | null
}

/** Starts all six services in this process, on SQLite files and the in-process courier, and the sandbox bank beside them. */
export const startEmbedded = async (parts: EmbeddedParts): Promise<Embedded> => {
  const { env, folder, log, listen, databases = folder.databases, clock = movableClock(), jobs = true } = parts
  const { progress, operatorToken } = parts
  const all = { ...folder.secrets, ...env }
  mkdirSync(databases, { recursive: true, mode: 0o700 })
  const sandbox = await startSandbox({ env: all, file: join(databases, 'bank.sqlite'), clock, log, jobs })
  try {
    const program = await startProgram({
      services,
      settings: readAll({ ...all, ...sandbox?.env }),
      openDatabase: (service) => openSqlite(join(databases, `${service}.sqlite`)),
      courier: inProcessCourier(),
      clock,
      log,
      listen,
      frontends,
      shared,
      trustProxy: env.TRUST_PROXY === '1',
      jobs,
      ...(operatorToken ? { operatorToken } : {}),
      ...(progress ? { progress } : {}),
    })
    sandbox?.tell(program.address)
    const stop = () => program.stop().finally(() => sandbox?.stop())
    return { ...program, bank: sandbox?.address ?? null, stop }
  } catch (error) {
    await sandbox?.stop()
    throw error
  }
}
