/**
 * Restoring: from an archive to a folder that works.
 *
 *     unpack beside ──► check ──► migrate, number, raise epochs ──► old aside ──► new in place
 *
 * Nothing of what stands is touched before the last two steps, which are renames; what stood is kept beside, for nobody
 * knows yet whether it will be missed. Epochs are raised above any that the replaced databases knew of, so that every
 * listener goes back to the last position that it shares with the restored one.
 */
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { createGunzip } from 'node:zlib'
import { type ServiceName, serviceNames } from '@popug/contracts/topology.ts'
import {
  checkSqlite,
  compileSchema,
  type Epoch,
  type KnownEpochs,
  migrateService,
  openSqlite,
  raiseEpochs,
  readEpochs,
  systemClock,
} from '@popug/service-kit'
import { openWith } from '../card-keys.ts'
import { Complaint } from '../complaint.ts'
import type { DataFolder } from '../data-folder.ts'
import { services } from '../services.ts'
import { bankName, databaseName, Manifest, manifestName, secretsName } from './layout.ts'
import { unpackTar } from './tar.ts'

const isManifest = compileSchema(Manifest)

const unpack = async (file: string, folder: string): Promise<Manifest> => {
  const places = new Map([manifestName, secretsName].map((name) => [name, join(folder, name)]))
  for (const service of serviceNames) places.set(databaseName(service), join(folder, `${service}.sqlite`))
  places.set(bankName, join(folder, basename(bankName)))
  const notOurs = (why: string): Complaint => new Complaint(`${file} is no backup of Popug, or a broken one: ${why}.`)
  try {
    const source = createReadStream(file)
    const packed = createGunzip()
    source.once('error', (error) => packed.destroy(error))
    await unpackTar(source.pipe(packed), (name) => places.get(name) ?? null)
  } catch (error) {
    throw notOurs((error as Error).message)
  }
  const text = existsSync(join(folder, manifestName)) ? readFileSync(join(folder, manifestName), 'utf8') : 'null'
  const manifest: unknown = JSON.parse(text)
  if (!isManifest(manifest)) throw notOurs('it does not say what it holds')
  for (const service of (manifest as Manifest).services) {
    const wrong = checkSqlite(join(folder, `${service}.sqlite`))
    if (wrong.length > 0) throw notOurs(`${service}: ${wrong.join('; ')}`)
  }
  const bank = join(folder, basename(bankName))
  const wrong = existsSync(bank) ? checkSqlite(bank) : []
  if (wrong.length > 0) throw notOurs(`the sandbox bank: ${wrong.join('; ')}`)
  return manifest as Manifest
}

/** What the databases that stand here now know of epochs; one that cannot be read tells nothing. */
const epochsKnown = async (databases: string): Promise<KnownEpochs> => {
  const met = new Map<Epoch['topic'], number>()
  const starts: Epoch[] = []
  for (const definition of services) {
    const file = join(databases, `${definition.name}.sqlite`)
    if (!existsSync(file) || checkSqlite(file).length > 0) continue
    const database = openSqlite<object>(file)
    try {
      await migrateService(definition, database, systemClock.now())
      const known = await readEpochs(database)
      for (const [topic, epoch] of known.met) met.set(topic, Math.max(epoch, met.get(topic) ?? 0))
      starts.push(...known.starts)
    } finally {
      await database.close()
    }
  }
  return { met, starts }
}

const prepare = async (folder: string, service: ServiceName, known: KnownEpochs): Promise<Epoch[]> => {
  const definition = services.find(({ name }) => name === service)
  if (!definition) throw new Error(`${service} is no service`)
  const database = openSqlite<object>(join(folder, `${service}.sqlite`))
  try {
    await migrateService(definition, database, systemClock.now())
    return await raiseEpochs(database, known)
  } finally {
    await database.close()
  }
}

const moveInto = (folder: string, to: string, isWanted: (name: string) => boolean): void => {
  mkdirSync(to, { recursive: true, mode: 0o700 })
  for (const name of readdirSync(folder).filter(isWanted)) renameSync(join(folder, name), join(to, name))
}

const textOf = (file: string): string | null => (existsSync(file) ? readFileSync(file, 'utf8').trim() : null)

export interface Restored {
  readonly manifest: Manifest
  readonly services: readonly ServiceName[]
  readonly epochs: readonly Epoch[]
  /** Where what stood here before is kept; null where nothing did. */
  readonly before: string | null
}

/** Puts a backup in the place of what a data folder holds: all of it, or one service's database. */
export const restoreBackup = async (folder: DataFolder, file: string, only?: ServiceName): Promise<Restored> => {
  if (!existsSync(file)) throw new Complaint(`There is no file ${resolve(file)}.`)
  const fresh = mkdtempSync(join(folder.path, 'restoring-'))
  try {
    const manifest = await unpack(file, fresh)
    const wanted = only === undefined ? manifest.services : [only]
    const lacking = wanted.find((service) => !manifest.services.includes(service))
    if (lacking) throw new Complaint(`The backup does not hold the database of ${lacking}.`)
    const secrets = [textOf(join(fresh, secretsName)), textOf(join(folder.path, secretsName))] as const
    if (
      only === 'billing' &&
      secrets[0] !== null &&
      !openWith(JSON.parse(secrets[0]), JSON.parse(secrets[1] ?? '{}'))
    ) {
      throw new Complaint(
        'The cards in this backup are sealed with a key that is not here. Restore all of it, without --service.',
      )
    }
    const known = await epochsKnown(folder.databases)
    const epochs: Epoch[] = []
    for (const service of wanted) epochs.push(...(await prepare(fresh, service, known)))

    // Where Billing alone is restored the bank stays as it is: it knows what it has paid.
    const withBank = only === undefined && existsSync(join(fresh, basename(bankName)))
    const files = [...wanted.map((service) => `${service}.sqlite`), ...(withBank ? [basename(bankName)] : [])]
    const isOfThese = (name: string): boolean => files.some((one) => name.startsWith(one))
    const before = folder.isNew
      ? null
      : join(folder.path, `databases.before-${manifest.at.replace(/\D/g, '')}-${Date.now()}`)
    if (before) moveInto(folder.databases, before, isOfThese)
    if (only === undefined && secrets[0] !== null) {
      if (before && secrets[1] !== null) renameSync(join(folder.path, secretsName), join(before, secretsName))
      renameSync(join(fresh, secretsName), join(folder.path, secretsName))
    }
    moveInto(fresh, folder.databases, isOfThese)
    return { manifest, services: wanted, epochs, before }
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}
