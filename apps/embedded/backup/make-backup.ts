import { createWriteStream, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type ServiceName, topicNames, topics } from '@popug/contracts/topology.ts'
import { checkSqlite, copySqlite, type LogPositions, openSqlite, readPositions } from '@popug/service-kit'
import product from '../../../package.json' with { type: 'json' }
import { Complaint } from '../complaint.ts'
import { bankName, copyOrder, databaseName, databasesName, type Manifest, manifestName, secretsName } from './layout.ts'
import { brokenOffCure, brokenOffRestore } from './swap.ts'
import { packTar } from './tar.ts'

/** Times a database is copied again because a listener's copy turned out to be ahead of it. */
const maxCopies = 20

const bankFile = basename(bankName)

const positionsOf = async (file: string): Promise<LogPositions> => {
  const database = openSqlite(file)
  try {
    return await readPositions(database)
  } finally {
    await database.close()
  }
}

/** A service whose copy is behind that of one that listens to it, if there is one. */
const tooOld = (positions: ReadonlyMap<ServiceName, LogPositions>): ServiceName | undefined =>
  topicNames
    .filter((topic) => {
      const { speaker, listeners } = topics[topic]
      const head = positions.get(speaker)?.heads.get(topic) ?? 0
      return listeners.some((listener) => (positions.get(listener)?.checkpoints.get(topic) ?? 0) > head)
    })
    .map((topic) => topics[topic].speaker)[0]

/**
 * Copies all databases so that they fit together: none has heard what its speaker's copy does not say. Each is a
 * snapshot of its own; where Popug runs meanwhile, one that is too old is copied again.
 */
const copyAll = async (databases: string, to: string): Promise<void> => {
  const positions = new Map<ServiceName, LogPositions>()
  const copy = async (service: ServiceName): Promise<void> => {
    const file = join(to, `${service}.sqlite`)
    rmSync(file, { force: true })
    copySqlite(join(databases, `${service}.sqlite`), file)
    const wrong = checkSqlite(file)
    if (wrong.length > 0) throw new Complaint(`The database of ${service} is damaged: ${wrong.join('; ')}`)
    positions.set(service, await positionsOf(file))
  }
  for (const service of copyOrder) await copy(service)
  // After Billing: the bank may know of more than Billing's copy, which asks it again, and must not know of less.
  const bank = join(databases, bankFile)
  const copyBank = (): void => {
    if (!existsSync(bank)) return
    rmSync(join(to, bankFile), { force: true })
    copySqlite(bank, join(to, bankFile))
    const wrong = checkSqlite(join(to, bankFile))
    if (wrong.length > 0) throw new Complaint(`The register of the sandbox bank is damaged: ${wrong.join('; ')}`)
  }
  for (let copies = 0; ; copies++) {
    const behind = tooOld(positions)
    if (!behind) return copyBank()
    if (copies === maxCopies)
      throw new Complaint('Too much is going on for a backup of a running Popug. Stop it first.')
    await copy(behind)
  }
}

/** Writes all that an embedded installation is into one file, readable by its owner alone. Popug may be running. */
export const makeBackup = async (data: string, file: string): Promise<Manifest> => {
  const databases = join(resolve(data), databasesName)
  const target = resolve(file)
  const aside = brokenOffRestore(resolve(data))
  if (aside) throw new Complaint(`A restore was broken off in ${resolve(data)}. ${brokenOffCure(aside)}`)
  if (!existsSync(databases)) throw new Complaint(`There is no installation in ${resolve(data)}.`)
  if (existsSync(target)) throw new Complaint(`${target} is there already; a backup never writes over another.`)
  mkdirSync(dirname(target), { recursive: true })
  const folder = mkdtempSync(`${target}.parts-`)
  try {
    await copyAll(databases, folder)
    const manifest: Manifest = {
      format: 1,
      version: product.version,
      at: new Date().toISOString(),
      services: [...copyOrder],
    }
    writeFileSync(join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`)
    const secrets = join(resolve(data), secretsName)
    const files = [
      { name: manifestName, path: join(folder, manifestName) },
      ...(existsSync(secrets) ? [{ name: secretsName, path: secrets }] : []),
      ...(existsSync(join(folder, bankFile)) ? [{ name: bankName, path: join(folder, bankFile) }] : []),
      ...copyOrder.map((service) => ({ name: databaseName(service), path: join(folder, `${service}.sqlite`) })),
    ]
    const fresh = join(folder, 'backup')
    const output = createWriteStream(fresh, { mode: 0o600, flush: true })
    await pipeline(Readable.from(packTar(files)), createGzip({ level: 6 }), output)
    renameSync(fresh, target)
    return manifest
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
