import { createReadStream, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import { serviceNames } from '@popug/contracts/topology.ts'
import { checkSqlite, compileSchema } from '@popug/service-kit'
import { Complaint } from '../complaint.ts'
import { bankName, databaseName, databasesName, Manifest, manifestName, secretsName } from './layout.ts'
import { unpackTar } from './tar.ts'

const isManifest = compileSchema(Manifest)

/** What may be in a backup; anything else in an archive is passed over, wherever its name would lead. */
const known = new Set([manifestName, secretsName, bankName, ...serviceNames.map(databaseName)])

const unpackInto = async (folder: string, file: string): Promise<void> => {
  mkdirSync(join(folder, databasesName), { mode: 0o700 })
  const source = createReadStream(file)
  const packed = createGunzip()
  source.once('error', (error) => packed.destroy(error))
  try {
    await unpackTar(source.pipe(packed), (name) => (known.has(name) ? join(folder, name) : null))
  } finally {
    source.destroy()
    packed.destroy()
  }
}

const readManifest = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/** Unpacks a backup into a folder and checks all of it; throws `Complaint` for what is none, or is broken. */
export const unpackBackup = async (file: string, folder: string): Promise<Manifest> => {
  const notOurs = (why: string): Complaint => new Complaint(`${file} is no backup of Popug, or a broken one: ${why}.`)
  try {
    await unpackInto(folder, file)
  } catch (error) {
    throw notOurs((error as Error).message)
  }
  const manifest = readManifest(join(folder, manifestName))
  if (!isManifest(manifest)) throw notOurs('it does not say what it holds')
  const { services } = manifest as Manifest
  const bank = existsSync(join(folder, bankName)) ? [bankName] : []
  for (const name of [...services.map(databaseName), ...bank]) {
    const wrong = checkSqlite(join(folder, name))
    if (wrong.length > 0) throw notOurs(`${name}: ${wrong.join('; ')}`)
  }
  return manifest as Manifest
}
