import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { serviceNames } from '@popug/contracts/topology.ts'
import { checkSqlite, FolderTaken, lockFolder, openSqlite, readLastWords } from '@popug/service-kit'
import { databasesName } from '../backup/layout.ts'
import { brokenOffCure, brokenOffRestore } from '../backup/swap.ts'
import { ill, type Looked, well } from './complaints.ts'

/** Milliseconds by which the newest event may be ahead of the clock. */
const clockTolerance = 60_000

/** Whether a Popug runs on this folder. */
const isTaken = (folder: string): boolean => {
  try {
    lockFolder(folder)()
    return false
  } catch (error) {
    if (error instanceof FolderTaken) return true
    throw error
  }
}

const lookAtDatabases = (databases: string): Looked[] =>
  serviceNames.map((service) => {
    const file = join(databases, `${service}.sqlite`)
    const at = `database of ${service}`
    const restore = `Restore it: popug restore <file> --service ${service}`
    if (!existsSync(file)) return ill(at, `${file} is missing`, restore)
    const wrong = checkSqlite(file)
    return wrong.length === 0 ? well(at, 'is whole') : ill(at, wrong.join('; '), restore)
  })

const lookAtClock = async (databases: string, now: number): Promise<Looked> => {
  let latest = 0
  for (const service of serviceNames) {
    const database = openSqlite(join(databases, `${service}.sqlite`))
    try {
      latest = Math.max(latest, (await readLastWords(database)) ?? 0)
    } finally {
      await database.close()
    }
  }
  const ahead = Math.round((latest - now) / 1000)
  return latest <= now + clockTolerance
    ? well('clock', new Date(now).toISOString())
    : ill('clock', `is ${ahead} s behind the newest event`, 'Set the clock of this machine, by NTP if you can.')
}

export interface FolderLooked {
  readonly looked: readonly Looked[]
  readonly isRunning: boolean
  readonly isWhole: boolean
}

/** Looks at a data folder: whether it is there, is in use, and its databases are whole. */
export const lookAtFolder = async (data: string, now = Date.now()): Promise<FolderLooked> => {
  const folder = resolve(data)
  const databases = join(folder, databasesName)
  const aside = brokenOffRestore(folder)
  if (aside !== null) {
    const looked = [ill('data folder', `a restore was broken off in ${folder}`, brokenOffCure(aside))]
    return { looked, isRunning: false, isWhole: false }
  }
  if (!existsSync(databases)) {
    const cure = 'Start Popug, or set POPUG_DATA to where it keeps its data.'
    return {
      looked: [ill('data folder', `there is no installation in ${folder}`, cure)],
      isRunning: false,
      isWhole: false,
    }
  }
  const isRunning = isTaken(folder)
  const looked = [well('data folder', `${folder}, ${isRunning ? 'Popug runs on it' : 'Popug does not run on it'}`)]
  const hasSecrets = existsSync(join(folder, 'secrets.json'))
  if (!hasSecrets)
    looked.push(
      ill('secrets', 'secrets.json is missing', 'Restore it from a backup: without it the cards stay sealed.'),
    )
  const checked = lookAtDatabases(databases)
  const areWhole = checked.every(({ cure }) => cure === null)
  // Nothing is opened without its secrets: who opens the folder would make new ones, and nobody would miss the old.
  const isWhole = hasSecrets && areWhole
  looked.push(...checked)
  if (areWhole && !isRunning) looked.push(await lookAtClock(databases, now))
  return { looked, isRunning, isWhole }
}
