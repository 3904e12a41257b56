import { aboutFile, firstLanguage, languageFolders, type Texts, textFiles, textsOf } from './catalogues.ts'

const plural = /_(zero|one|two|few|many|other)$/

const flat = (texts: Texts, prefix = ''): [key: string, text: string][] =>
  typeof texts === 'string'
    ? [[prefix.slice(0, -1), texts]]
    : Object.entries(texts).flatMap(([key, text]) => flat(text, `${prefix}${key}.`))

const pluralForms = (language: string): string[] => new Intl.PluralRules(language).resolvedOptions().pluralCategories

const gapsOf = (text: string): string => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort().join(' ')

/** The keys that a language has to have, as its own plural forms ask for them, each with the key that it stands for. */
const wantedKeys = (language: string, keys: readonly string[]): Map<string, string> => {
  const forms = pluralForms(language)
  return new Map(
    keys.flatMap((key) =>
      plural.test(key) ? forms.map((form) => [key.replace(plural, `_${form}`), key] as const) : [[key, key] as const],
    ),
  )
}

/** What is wrong with one file of a language, beside the same file of the first language. */
export const flawsOf = (language: string, own: Texts, model: Texts): string[] => {
  const texts = new Map(flat(own))
  const models = new Map(flat(model))
  const wanted = wantedKeys(language, [...models.keys()])
  const missing = [...wanted.keys()].filter((key) => !texts.has(key)).map((key) => `lacks ${key}`)
  const strange = [...texts.keys()].filter((key) => !wanted.has(key)).map((key) => `knows ${key} alone`)
  const wrong = [...texts].flatMap(([key, text]) => {
    if (text.trim() === '') return [`says nothing for ${key}`]
    const said = models.get(wanted.get(key) ?? '')
    if (said === undefined || plural.test(key) || gapsOf(said) === gapsOf(text)) return []
    return [`${key} has the gaps ${gapsOf(text) || 'none'}, not ${gapsOf(said) || 'none'}`]
  })
  return [...missing, ...strange, ...wrong]
}

/** What the languages lack beside the first one, each with its file: files, keys, plural forms, gaps. */
export const languageFlaws = (root: string): string[] => {
  const files = textFiles(root, firstLanguage).filter((file) => file !== aboutFile)
  return languageFolders(root).flatMap((language) => {
    const all = [...new Set([...files, ...textFiles(root, language).filter((file) => file !== aboutFile)])]
    return all.flatMap((file) =>
      flawsOf(language, textsOf(root, language, file), textsOf(root, firstLanguage, file)).map(
        (flaw) => `languages/${language}/${file}: ${flaw}`,
      ),
    )
  })
}
