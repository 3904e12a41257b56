import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const notSources = new Set(['dist', 'node_modules', 'testing'])
const isTest = (name: string): boolean => /[.]test[.]tsx?$/.test(name)

const filesUnder = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true })
  const nested = entries.map(async (entry): Promise<string[]> => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return notSources.has(entry.name) ? [] : filesUnder(path)
    return isTest(entry.name) ? [] : [path]
  })
  return (await Promise.all(nested)).flat()
}

/** Something that is built: where to, and what it is made of. */
export interface Built {
  readonly name: string
  readonly config: string
  readonly dist: string
  /** Folders and files, from the root. */
  readonly sources: readonly string[]
}

const kit = ['packages/ui-kit', 'packages/contracts', 'languages', 'package-lock.json']
const mapOfShared = 'packages/ui-kit/dist/shared.json'

/** A service's frontend: its pages, the two packages they stand on, the languages, the lock file, and where the shared modules are. */
export const frontendOf = (service: string): Built => ({
  name: service,
  config: `services/${service}/web/vite.config.ts`,
  dist: `services/${service}/web/dist`,
  sources: [`services/${service}/web`, ...kit, mapOfShared],
})

/** What all frontends share; the pages say which names of the libraries it needs to have. */
export const sharedBy = (services: readonly string[]): Built => ({
  name: 'shared',
  config: 'packages/ui-kit/build/vite.config.ts',
  dist: 'packages/ui-kit/dist',
  sources: [...services.map((service) => `services/${service}/web`), ...kit],
})

const filesOf = async (path: string): Promise<string[]> => {
  if (!existsSync(path)) return []
  return /[.]json$/.test(path) ? [path] : filesUnder(path)
}

/** Hashes everything that something is made of. */
export const sourcesHash = async (root: string, { sources }: Built): Promise<string> => {
  const files = (await Promise.all(sources.map((source) => filesOf(join(root, source))))).flat().sort()
  const hash = createHash('sha256')
  for (const file of files) {
    // Length and name go in too, so that text moved from one file to its neighbour is a change.
    const bytes = await readFile(file)
    hash.update(`${file.slice(root.length)}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex')
}

const stamp = (root: string, { dist }: Built): string => join(root, dist, '.build-hash')

/** Answers whether what was built is missing or made from other sources than `hash`. */
export const isStale = async (root: string, built: Built, hash: string): Promise<boolean> => {
  if (!existsSync(stamp(root, built))) return true
  return (await readFile(stamp(root, built), 'utf8')).trim() !== hash
}

/** Remembers beside what was built which sources it was made from. */
export const markBuilt = (root: string, built: Built, hash: string): Promise<void> =>
  writeFile(stamp(root, built), `${hash}\n`)
