/**
 * Restoring: from an archive to a folder that works.
 *
 *     unpack beside ──► check ──► migrate, number, raise epochs ──► old aside ──► new in place
 *
 * Nothing of what stands is touched before the last two steps, which are renames; what stood is kept beside, for nobody
 * knows yet whether it will be missed. Epochs are raised above any that the replaced databases knew of, so that every
 * listener goes back to the last position that it shares with the restored one.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openCardCipher } from '@popug/billing'
import { type ServiceName, serviceNames } from '@popug/contracts/topology.ts'
import {
  type Database,
  type Epoch,
  type KnownEpochs,
  migrateService,
  openSqlite,
  raiseEpochs,
  readEpochs,
  SettingsError,
  systemClock,
} from '@popug/service-kit'
import { Complaint } from '../complaint.ts'
import type { DataFolder } from '../data-folder.ts'
import { findSecrets, newSecrets } from '../secrets.ts'
import { services } from '../services.ts'
import { readAll } from '../settings.ts'
import { databaseName, type Manifest } from './layout.ts'
import { swapAll, swapOne } from './swap.ts'
import { unpackBackup } from './unpack-backup.ts'

const unpackedPrefix = 'restoring-'

/**
 * What the databases that stand here now know of epochs, as they are: a newer Popug may have written them, on the way back
 * from which they are replaced. One that cannot be read tells nothing.
 */
const epochsKnown = async (data: string): Promise<KnownEpochs> => {
  const met = new Map<Epoch['topic'], number>()
  const starts: Epoch[] = []
  for (const { name } of services) {
    const file = join(data, databaseName(name))
    if (!existsSync(file)) continue
    const known = await withDatabase(file, readEpochs).catch((): null => null)
    for (const [topic, epoch] of known?.met ?? []) met.set(topic, Math.max(epoch, met.get(topic) ?? 0))
    starts.push(...(known?.starts ?? []))
  }
  return { met, starts }
}

const withDatabase = async <T>(file: string, work: (database: Database<object>) => Promise<T>): Promise<T> => {
  const database = openSqlite<object>(file)
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

/** Brings an unpacked database to today's form, and begins new epochs in it. */
const prepare = (folder: string, service: ServiceName, { version }: Manifest, known: KnownEpochs): Promise<Epoch[]> => {
  const definition = services.find(({ name }) => name === service)
  if (!definition) throw new Error(`${service} is no service`)
  return withDatabase(join(folder, databaseName(service)), async (database) => {
    await migrateService(definition, database, systemClock.now()).catch((error: Error) => {
      throw new Complaint(
        `The database of ${service} in this backup is not one that this Popug can bring to its own form (the backup is of Popug ${version}): ${error.message}`,
      )
    })
    return raiseEpochs(database, known)
  })
}

/** Throws `Complaint` where Billing would not start on this database, for want of a key that its cards are sealed with. */
const mustOpen = async (folder: string, data: string): Promise<void> => {
  const settings = readAll({ ...(findSecrets(data) ?? newSecrets()), ...process.env })
  try {
    await withDatabase(join(folder, databaseName('billing')), (database) =>
      openCardCipher(database as never, settings as never),
    )
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    const why = error.errors.map(({ name, problem }) => `${name} ${problem}`).join('; ')
    throw new Complaint(
      `The cards in this backup are sealed with a key that is not here: ${why}. Restore all of it, without --service, or set that key.`,
    )
  }
}

export interface Restored {
  readonly manifest: Manifest
  readonly services: readonly ServiceName[]
  readonly epochs: readonly Epoch[]
  /** Where what stood here before is kept; null where nothing did. */
  readonly before: string | null
}

/** Puts a backup in the place of what a data folder holds: all of it, or one service's database. */
export const restoreBackup = async (folder: DataFolder, file: string, only?: ServiceName): Promise<Restored> => {
  const data = folder.path
  if (!existsSync(file)) throw new Complaint(`There is no file ${resolve(file)}.`)
  // Left by a restore that was killed; the folder is ours alone now.
  for (const name of readdirSync(data).filter((one) => one.startsWith(unpackedPrefix)))
    rmSync(join(data, name), { recursive: true, force: true })
  const fresh = mkdtempSync(join(data, unpackedPrefix))
  try {
    const manifest = await unpackBackup(file, fresh)
    const wanted = only === undefined ? serviceNames : [only]
    const lacking = wanted.find((service) => !manifest.services.includes(service))
    if (lacking) throw new Complaint(`The backup does not hold the database of ${lacking}.`)
    const known = await epochsKnown(data)
    const epochs: Epoch[] = []
    for (const service of wanted) epochs.push(...(await prepare(fresh, service, manifest, known)))
    if (only === 'billing') await mustOpen(fresh, data)

    const at = `${manifest.at.replace(/\D/g, '')}-${Date.now()}`
    // Where Billing alone is restored the bank stays as it is: it knows what it has paid.
    const before = only === undefined ? swapAll(fresh, data, at) : swapOne(fresh, data, only, at)
    return { manifest, services: wanted, epochs, before }
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}
