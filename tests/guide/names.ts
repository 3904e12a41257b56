import { existsSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Language, languages } from '@popug/contracts/roles.ts'
import { guidePages } from './pages.ts'

/** How a page is looked at: on a wide screen by day and by night, and on a phone. */
export const looks = ['light', 'dark', 'phone'] as const
export type Look = (typeof looks)[number]

/** Where the pictures are kept. */
export const picturesFolder = resolve(import.meta.dirname, '../../docs/guide/pictures')

/** The file of a page's picture: `my-tasks.en.dark.webp`. */
export const pictureName = (page: string, language: Language, look: Look): string => `${page}.${language}.${look}.webp`

const expected = (): string[] =>
  guidePages.flatMap(({ name }) =>
    languages.flatMap((language) => looks.map((look) => pictureName(name, language, look))),
  )

/** The pictures that a page has not, and those that no page has any more; told by their names alone. */
export const comparePictures = (): { readonly missing: string[]; readonly stale: string[] } => {
  const wanted = new Set(expected())
  const there = new Set(
    (existsSync(picturesFolder) ? readdirSync(picturesFolder) : []).filter((name) => !name.startsWith('.')),
  )
  return {
    missing: [...wanted].filter((name) => !there.has(name)),
    stale: [...there].filter((name) => !wanted.has(name)),
  }
}
