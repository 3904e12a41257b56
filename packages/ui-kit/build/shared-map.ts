import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin, Rolldown } from 'vite'
import { sharedEntry } from './shared-entries.ts'
import { sharedSpecifiers } from './specifiers.ts'

/** What is where in the shared build. */
export interface SharedMap {
  /** The address of each shared specifier: the import map of every page. */
  readonly imports: Readonly<Record<string, string>>
  /** Each file with all that it imports, to be fetched at once rather than one after another. */
  readonly closures: Readonly<Record<string, readonly string[]>>
  /** The styles that every page needs. */
  readonly styles: readonly string[]
}

const base = '/shared/'

type Files = Readonly<Record<string, Rolldown.OutputChunk>>

const closureOf = (file: string, files: Files, seen = new Set<string>()): string[] => {
  if (seen.has(file) || !files[file]) return []
  seen.add(file)
  return [file, ...files[file].imports.flatMap((next) => closureOf(next, files, seen))]
}

/** The part of a chunk that Vite adds: the styles that it brings. */
interface WithStyles {
  readonly viteMetadata?: { readonly importedCss: ReadonlySet<string> }
}

/** Writes `shared.json`: the map of the build, for pages to be made with. */
export const sharedMap = (): Plugin => ({
  name: 'popug-shared-map',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const files: Files = Object.fromEntries(chunks.map((chunk) => [chunk.fileName, chunk]))
      const entries = sharedSpecifiers.map((name) => {
        const found = chunks.find(({ facadeModuleId }) => facadeModuleId === `\0${sharedEntry(name)}`)
        if (!found) throw new Error(`The shared build has no file for ${name}`)
        return [name, found.fileName] as const
      })
      const closures = entries.map(([, file]) => [file, closureOf(file, files)] as const)
      const needed = new Set(closures.flatMap(([, all]) => all))
      const styles = [...needed].flatMap((file) => [...((files[file] as WithStyles).viteMetadata?.importedCss ?? [])])
      const map: SharedMap = {
        imports: Object.fromEntries(entries.map(([name, file]) => [name, base + file])),
        closures: Object.fromEntries(closures.map(([file, all]) => [base + file, all.map((one) => base + one)])),
        styles: [...new Set(styles)].map((file) => base + file),
      }
      this.emitFile({ type: 'asset', fileName: 'shared.json', source: JSON.stringify(map, null, 2) })
    },
  },
})

/** The map of what was built; throws where nothing was. */
export const readSharedMap = (kit: string): SharedMap => {
  const file = join(kit, 'dist/shared.json')
  if (!existsSync(file)) throw new Error('What the frontends share is not built yet: npm run build')
  return JSON.parse(readFileSync(file, 'utf8')) as SharedMap
}
