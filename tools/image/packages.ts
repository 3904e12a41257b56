import { existsSync } from 'node:fs'
import { cp, readFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

const manifestOf = async (folder: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest

/** Where a package finds another by its name, as Node would: beside itself or further up; null where it is not installed. */
const find = (root: string, from: string, name: string): string | null => {
  for (let folder = from; folder.startsWith(root); folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name)
    if (existsSync(join(found, 'package.json'))) return found
  }
  return null
}

const platform = `${process.platform}-${process.arch}`

/** What a running program reads: no types, no maps, no sources in C, no binaries for other machines. */
const isNeeded = (path: string): boolean => {
  const [, machine] = /\/prebuilds\/([^/]+)/.exec(path) ?? []
  return (
    !/[.](d[.][cm]?ts|map|md|markdown|c|h|cc|cpp|hpp)$/.test(path) &&
    (machine === undefined || machine.startsWith(platform))
  )
}

/** Copies installed packages and all that they depend on, each to where Node will find it. */
export const copyPackages = async (root: string, names: readonly string[], target: string): Promise<void> => {
  const copied = new Set<string>()
  const waiting = names.map((name) => ({ from: root, name, optional: false }))
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const folder = find(root, next.from, next.name)
    if (!folder && !next.optional) throw new Error(`${next.name} is not installed`)
    if (!folder || copied.has(folder)) continue
    copied.add(folder)
    const place = join(target, relative(join(root, 'node_modules'), folder))
    const nested = `${folder}${sep}node_modules`
    await cp(folder, place, { recursive: true, dereference: true, filter: (path) => path !== nested && isNeeded(path) })
    const { dependencies = {}, optionalDependencies = {}, peerDependencies = {} } = await manifestOf(folder)
    const optional = { ...optionalDependencies, ...peerDependencies }
    for (const name of Object.keys(dependencies)) waiting.push({ from: folder, name, optional: name in optional })
    for (const name of Object.keys(optional)) waiting.push({ from: folder, name, optional: true })
  }
}
