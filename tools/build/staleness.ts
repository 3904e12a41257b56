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

/** Hashes everything one service's frontend is made of: its pages, the two packages they stand on, the languages and the lock file. */
export const sourcesHash = async (root: string, service: string): Promise<string> => {
  const folders = [`services/${service}/web`, 'packages/ui-kit', 'packages/contracts', 'languages'].map((folder) =>
    join(root, folder),
  )
  const files = (await Promise.all(folders.filter(existsSync).map(filesUnder))).flat().sort()
  const hash = createHash('sha256')
  for (const file of [...files, join(root, 'package-lock.json')]) {
    // Length and name go in too, so that text moved from one file to its neighbour is a change.
    const bytes = await readFile(file)
    hash.update(`${file.slice(root.length)}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex')
}

const stamp = (root: string, service: string): string => join(root, 'services', service, 'web/dist/.build-hash')

/** Answers whether the built pages of a service are missing or made from other sources than `hash`. */
export const isStale = async (root: string, service: string, hash: string): Promise<boolean> => {
  if (!existsSync(stamp(root, service))) return true
  return (await readFile(stamp(root, service), 'utf8')).trim() !== hash
}

/** Remembers beside the built pages which sources they were made from. */
export const markBuilt = (root: string, service: string, hash: string): Promise<void> =>
  writeFile(stamp(root, service), `${hash}\n`)
