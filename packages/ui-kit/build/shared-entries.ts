import type { Plugin } from 'vite'
import { sharedModule } from './specifiers.ts'

const prefix = 'virtual:popug-shared/'

/** The id of the module that stands for a shared specifier, in the build and in the dev server. */
export const sharedEntry = (specifier: string): string => prefix + specifier

/** Makes the modules that stand for shared specifiers. */
export const sharedEntries = (repository: string): Plugin => ({
  name: 'popug-shared-entries',
  resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : null),
  load: (id) => (id.startsWith(`\0${prefix}`) ? sharedModule(repository, id.slice(prefix.length + 1)) : null),
})
