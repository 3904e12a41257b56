import type { Language } from '@popug/contracts/roles.ts'

/** The texts of one language: keys to texts, nested as deep as is handy. */
export interface Catalogue {
  readonly [key: string]: string | Catalogue
}
/** The texts of one app in each language. */
export type Locales = Readonly<Record<Language, Catalogue>>

const plural = /_(zero|one|two|few|many|other)$/

const keysOf = (catalogue: Catalogue, prefix = ''): string[] =>
  Object.entries(catalogue).flatMap(([key, text]) =>
    typeof text === 'string' ? [prefix + key] : keysOf(text, `${prefix}${key}.`),
  )

const pluralForms = (language: Language): string[] =>
  new Intl.PluralRules(language).resolvedOptions().pluralCategories.filter((form) => form !== 'zero' && form !== 'two')

const missingIn = (language: Language, own: ReadonlySet<string>, other: readonly string[]): string[] => {
  const wanted = other.flatMap((key) =>
    plural.test(key) ? pluralForms(language).map((form) => key.replace(plural, `_${form}`)) : [key],
  )
  return [...new Set(wanted)].filter((key) => !own.has(key)).map((key) => `${language}: ${key}`)
}

/**
 * The keys that one of two catalogues lacks, as `ru: title`; none when they match. A key with a plural form asks each
 * language for all the forms of that language: one and other in English, one, few, many and other in Russian.
 */
export const sameKeys = (en: Catalogue, ru: Catalogue): string[] => {
  const english = keysOf(en)
  const russian = keysOf(ru)
  const both = [...english, ...russian]
  return [...missingIn('en', new Set(english), both), ...missingIn('ru', new Set(russian), both)]
}
