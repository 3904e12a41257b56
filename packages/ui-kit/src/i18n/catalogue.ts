import type { Language } from '@popug/contracts/roles.ts'

/** The texts of one language: keys to texts, nested as deep as is handy. */
export interface Catalogue {
  readonly [key: string]: string | Catalogue
}

/** One file of every language by its path, `…/languages/<code>/tasks.json`, read when it is asked for. */
export type TextFiles = Readonly<Record<string, () => Promise<Catalogue>>>

/** A language's texts by what they belong to: the service's own, the kit's under `ui`, and what is said of refusals. */
export type Texts = Readonly<Record<string, Catalogue>>

/** The language of a file by its path. */
export const languageOf = (path: string): string | undefined => path.split('/').at(-2)

const kit: TextFiles = import.meta.glob<Catalogue>('../../../../languages/*/ui.json', { import: 'default' })
const refusals: TextFiles = import.meta.glob<Catalogue>('../../../../languages/*/refusals.json', { import: 'default' })

/** One language of some files; nothing where they do not have it. */
export const readOf = async (files: TextFiles, language: Language): Promise<Catalogue> => {
  const [, read] = Object.entries(files).find(([path]) => languageOf(path) === language) ?? []
  return read ? read() : {}
}

/** Fetches what a service's pages say in one language, and nothing of the others. */
export const readTexts = async (service: string, own: TextFiles, language: Language): Promise<Texts> => {
  const [mine, ui, refused] = await Promise.all([own, kit, refusals].map((files) => readOf(files, language)))
  return { [service]: mine ?? {}, ui: ui ?? {}, refusals: refused ?? {} }
}
