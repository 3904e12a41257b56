import { createHash } from 'node:crypto'
import {
  createReadStream,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { packTar, unpackTar } from '../../apps/embedded/backup/tar.ts'

/** Packs files into an archive as backups are packed. */
export const pack = (files: readonly { readonly name: string; readonly path: string }[], to: string): Promise<void> =>
  pipeline(Readable.from(packTar(files)), createGzip(), createWriteStream(to))

/** Makes another archive of one, of which `change` has changed the files; without those whose names are left out. */
export const repack = async (
  from: string,
  to: string,
  {
    change = async () => undefined,
    without = [],
  }: {
    readonly change?: (folder: string) => Promise<unknown>
    readonly without?: readonly string[]
  },
): Promise<void> => {
  const folder = mkdtempSync(`${to}.parts-`)
  mkdirSync(join(folder, 'databases'))
  const names = await unpackTar(createReadStream(from).pipe(createGunzip()), (name) => join(folder, name))
  await change(folder)
  const kept = names.filter((name) => !without.includes(name))
  await pack(
    kept.map((name) => ({ name, path: join(folder, name) })),
    to,
  )
  rmSync(folder, { recursive: true })
}

/** What SQLite keeps beside a database while it is open, and may leave: a map of its log, and a log with nothing in it. */
const isLeftBehind = (file: string): boolean =>
  file.endsWith('-shm') || (file.endsWith('-wal') && statSync(file).size === 0)

/** Every file below a folder with the digest of what it holds: equal where nothing was changed. */
export const digests = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .filter((file) => !isLeftBehind(file))
      .sort()
      .map((file) => [file, createHash('sha256').update(readFileSync(file)).digest('hex')]),
  )
