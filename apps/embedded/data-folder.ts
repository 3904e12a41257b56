import { randomBytes } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { FolderTaken, lockFolder } from '@popug/service-kit'
import { Complaint } from './complaint.ts'

/** The folder of an embedded installation, taken for this process. */
export interface DataFolder {
  readonly path: string
  /** Where the databases stand: one file a service. */
  readonly databases: string
  /** Whether nothing has been kept here yet. */
  readonly isNew: boolean
  /** Secrets of the installation as settings; what the environment sets goes before them. */
  readonly secrets: Readonly<Record<string, string>>
  release(): void
}

const makeFolder = (path: string): void => {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    accessSync(path, constants.W_OK)
    const probe = join(path, `.probe-${process.pid}`)
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (error) {
    throw new Complaint(
      `The data folder ${path} cannot be written to (${(error as NodeJS.ErrnoException).code}). Set POPUG_DATA to a folder that can.`,
    )
  }
}

const takeFolder = (path: string): (() => void) => {
  try {
    return lockFolder(path)
  } catch (error) {
    if (!(error instanceof FolderTaken)) throw error
    throw new Complaint(
      `Another Popug is running on the data folder ${path}. Stop it, or set POPUG_DATA to another folder.`,
    )
  }
}

/** Secrets that a newcomer need not think of: made once, kept beside the databases, readable by the owner alone. */
const keepSecrets = (path: string): Record<string, string> => {
  const file = join(path, 'secrets.json')
  if (!existsSync(file)) {
    const made = { SERVICE_SECRET: randomBytes(32).toString('base64url'), CARD_KEY: randomBytes(32).toString('hex') }
    const fresh = `${file}.new`
    writeFileSync(fresh, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 })
    renameSync(fresh, file)
  }
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  } catch {
    throw new Complaint(
      `${file} cannot be read as JSON. Restore it from a backup: without it the cards in the databases stay sealed.`,
    )
  }
}

/** Makes, checks and takes a data folder. Throws `Complaint` when it cannot be written to or is taken. */
export const openDataFolder = (folder: string): DataFolder => {
  const path = resolve(folder)
  makeFolder(path)
  const release = takeFolder(path)
  const databases = join(path, 'databases')
  return { path, databases, isNew: !existsSync(databases), secrets: keepSecrets(path), release }
}
