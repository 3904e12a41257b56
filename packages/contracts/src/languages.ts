import { aboutLanguages } from '../generated/languages.ts'
import { type Language, languages } from './roles.ts'

/** Whether Popug speaks this language: `languages/` has a folder of its name. */
export const isLanguage = (text: unknown): text is Language => languages.some((language) => language === text)

/** What a language calls itself. */
export const languageName = (language: Language): string => aboutLanguages[language].name

/** The tag by which `Intl` writes days and numbers in a language: `en-GB` for `en`. */
export const formatTag = (language: Language): string => aboutLanguages[language].format

/** The first of these tags that Popug speaks, as `ru` or as `ru-RU;q=0.9`; English where it speaks none of them. */
export const preferredLanguage = (tags: readonly string[]): Language =>
  tags
    .map((tag) => tag.trim().toLowerCase().replace(/;.*$/, ''))
    .flatMap((tag) => [tag, tag.replace(/-.*$/, '')])
    .find(isLanguage) ?? 'en'
