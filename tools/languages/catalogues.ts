import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Texts as a file of `languages/<code>/` holds them: keys to texts, nested as deep as is handy. */
export type Texts = string | { readonly [key: string]: Texts }

/** The language that the others are compared with, and that programs fall back on. */
export const firstLanguage = 'en'

/** What a language tells of itself, where `Intl` does not know better: `language.json`, which a folder may do without. */
export const aboutFile = 'language.json'

/** The languages that have a folder, the first one first. */
export const languageFolders = (root: string): string[] => {
  const folder = join(root, 'languages')
  if (!existsSync(folder)) return []
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const others = names.map(({ name }) => name).filter((name) => name !== firstLanguage)
  return [firstLanguage, ...others.sort()]
}

/** The files of a language's folder, by name. */
export const textFiles = (root: string, language: string): string[] => {
  const folder = join(root, 'languages', language)
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .sort()
    : []
}

/** One file of a language; an empty object where there is none. */
export const textsOf = (root: string, language: string, file: string): Texts => {
  const path = join(root, 'languages', language, file)
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Texts) : {}
}
