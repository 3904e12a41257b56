import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

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

/** The kit itself: all of it, for every page stands on it. */
const kitSpecifier = '@popug/ui-kit'

/** What every page and widget imports by these names and nobody bundles: there is one of each on a page. */
export const sharedSpecifiers: readonly string[] = [...commonJs, ...Object.keys(chosenNames), kitSpecifier]

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

/** The text of the module that stands for a specifier: every name of it that the services' pages import. */
export const sharedModule = (repository: string, specifier: string): string => {
  if (specifier === kitSpecifier) return `export * from '@popug/ui-kit'\n`
  if (commonJs.includes(specifier)) {
    const names = Object.keys(createRequire(join(repository, 'package.json'))(specifier) as object)
    const unsafe = /^(__|default$)/
    return `export { default, ${names.filter((name) => !unsafe.test(name)).join(', ')} } from '${specifier}'\n`
  }
  const services = join(repository, 'services')
  const folders = readdirSync(services).map((service) => join(services, service, 'web'))
  const imported = folders.flatMap(sourcesUnder).flatMap((file) => namesImported(readFileSync(file, 'utf8'), specifier))
  const names = [...new Set([...(chosenNames[specifier] ?? []), ...imported])].sort()
  return names.length === 0 ? 'export {}\n' : `export { ${names.join(', ')} } from '${specifier}'\n`
}
