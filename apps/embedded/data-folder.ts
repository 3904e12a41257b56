import { accessSync, constants, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { FolderTaken, lockFolder } from '@popug/service-kit'
import { databasesName } from './backup/layout.ts'
import { brokenOffCure, brokenOffRestore } from './backup/swap.ts'
import { Complaint } from './complaint.ts'
import { keepSecrets, type Secrets } from './secrets.ts'

/** The folder of an embedded installation, taken for this process. */
export interface DataFolder {
  readonly path: string
  /** Where the databases stand: one file a service. */
  readonly databases: string
  /** Whether nothing has been kept here yet. */
  readonly isNew: boolean
  /** Secrets of the installation as settings, made when they are first asked for; what the environment sets goes before them. */
  readonly secrets: Secrets
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

/** Makes, checks and takes a data folder, whatever is in it. Throws `Complaint` when it cannot be written to or is taken. */
export const takeDataFolder = (folder: string): DataFolder => {
  const path = resolve(folder)
  makeFolder(path)
  const release = takeFolder(path)
  const databases = join(path, databasesName)
  let secrets: Secrets | undefined
  return {
    path,
    databases,
    isNew: !existsSync(databases),
    get secrets() {
      secrets ??= keepSecrets(path)
      return secrets
    },
    release,
  }
}

/** Takes a data folder to work on it. Throws `Complaint` where a restore was broken off, too: what it moved aside would be missed. */
export const openDataFolder = (folder: string): DataFolder => {
  const taken = takeDataFolder(folder)
  const aside = brokenOffRestore(taken.path)
  if (aside === null) return taken
  taken.release()
  throw new Complaint(`A restore was broken off in ${taken.path}. ${brokenOffCure(aside)}`)
}
