import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { seldomNames, seldomSpecifier } from './seldom.ts'

/** Libraries that come as CommonJS, whose names must be listed for modules to import. */
const commonJs = ['react', 'react/jsx-runtime', 'react-dom', 'react-dom/client']

/**
 * Libraries of which only what somebody imports is shared, and what a widget made elsewhere may count on besides: all of
 * Mantine would be several times as much.
 */
const chosenNames: Readonly<Record<string, readonly string[]>> = {
  '@mantine/core': ['Anchor', 'Badge', 'Button', 'Group', 'Stack', 'Text', 'Tooltip'],
  '@mantine/hooks': ['useDebouncedValue', 'useMediaQuery'],
  '@mantine/notifications': ['notifications'],
  '@tanstack/react-query': ['useMutation', 'useQueries', 'useQuery', 'useQueryClient'],
  i18next: [],
  'react-i18next': ['useTranslation'],
}

/** The kit itself: all of it but what stands on few pages. */
const kitSpecifier = '@popug/ui-kit'

/** What every page and widget imports by these names and nobody bundles: there is one of each on a page. */
export const sharedSpecifiers: readonly string[] = [
  ...commonJs,
  ...Object.keys(chosenNames),
  kitSpecifier,
  seldomSpecifier,
]

const sourcesUnder = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return ['dist', 'node_modules', 'testing'].includes(entry.name) ? [] : sourcesUnder(path)
    return /[.]tsx?$/.test(entry.name) && !/[.]test[.]tsx?$/.test(entry.name) ? [path] : []
  })

/** The values, not the types, that a source imports by name from a library. */
export const namesImported = (source: string, specifier: string): string[] =>
  [...source.matchAll(/import\s+(type\s+)?(?:[\w$]+\s*,\s*)?[{]([^}]*)[}]\s*from\s*'([^']+)'/g)]
    .filter(([, type, , from]) => !type && from === specifier)
    .flatMap(([, , names = '']) => names.split(','))
    .map((name) => name.trim().replace(/\s+as\s+.*$/, ''))
    .filter((name) => name !== '' && !name.startsWith('type '))

/** The values, not the types, that a source gives out by name from others. */
const namesExported = (source: string): string[] =>
  [...source.matchAll(/export\s+[{]([^}]*)[}]\s*from\s*'/g)]
    .flatMap(([, names = '']) => names.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '))

/** What pages take from a library that is not shared whole. */
const namesOf = (repository: string, specifier: string): string[] => {
  if (specifier === kitSpecifier)
    return namesExported(readFileSync(join(repository, 'packages/ui-kit/src/index.ts'), 'utf8'))
  const services = join(repository, 'services')
  const folders = readdirSync(services).map((service) => join(services, service, 'web'))
  const imported = folders.flatMap(sourcesUnder).flatMap((file) => namesImported(readFileSync(file, 'utf8'), specifier))
  return [...new Set([...(chosenNames[specifier] ?? []), ...imported])].sort()
}

const giving = (names: readonly string[], specifier: string): string =>
  names.length === 0 ? 'export {}\n' : `export { ${names.join(', ')} } from '${specifier}'\n`

/** The text of the module that stands for a specifier: every name of it that the services' pages import. */
export const sharedModule = (repository: string, specifier: string): string => {
  if (specifier === seldomSpecifier)
    return Object.entries(seldomNames)
      .map(([from, seldom]) => giving(seldom, from))
      .join('')
  if (commonJs.includes(specifier)) {
    const names = Object.keys(createRequire(join(repository, 'package.json'))(specifier) as object)
    const unsafe = /^(__|default$)/
    return `export { default, ${names.filter((name) => !unsafe.test(name)).join(', ')} } from '${specifier}'\n`
  }
  const seldom = seldomNames[specifier] ?? []
  return giving(
    namesOf(repository, specifier).filter((name) => !seldom.includes(name)),
    specifier,
  )
}
