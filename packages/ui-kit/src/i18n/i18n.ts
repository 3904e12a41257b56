import type { Language } from '@popug/contracts/roles.ts'
import type { ServiceName } from '@popug/contracts/topology.ts'
import { createInstance, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { readTexts, type TextFiles, type Texts } from './catalogue.ts'
import { rememberLanguage } from './language.ts'

type Read = (language: Language) => Promise<Texts>
/** How each set of texts reads a language that it does not have yet; by its store, for hooks give out wrapped instances. */
const readers = new WeakMap<object, Read>()

/** A text that nobody wrote is a fault of ours, which tests look for; where something else is said in its place, none was needed. */
const tellMissing = (_languages: readonly string[], name: string, key: string, said: string): void => {
  if (said === key) console.error(`No text for ${name}:${key}`)
}

/** Texts that are there already, by language: what an app starts with, or a test is about. */
export const textsThatAreHere = (
  service: ServiceName,
  texts: Readonly<Partial<Record<Language, Texts>>>,
  language: Language,
): i18n => {
  const instance = createInstance()
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    ns: [service, 'ui', 'refusals'],
    defaultNS: service,
    fallbackNS: 'ui',
    resources: texts as Record<string, Texts>,
    interpolation: { escapeValue: false },
    saveMissing: true,
    missingKeyHandler: tellMissing,
    react: { useSuspense: false },
    initAsync: false,
  })
  rememberLanguage(language)
  instance.on('languageChanged', (next) => rememberLanguage(next as Language))
  return instance
}

/** The texts of an app: its own catalogue under its service's name, the kit's behind it, in one language until another is chosen. */
export const makeI18n = async (service: ServiceName, own: TextFiles, language: Language): Promise<i18n> => {
  const read: Read = (one) => readTexts(service, own, one)
  const instance = textsThatAreHere(service, { [language]: await read(language) }, language)
  readers.set(instance.store, read)
  return instance
}

/** Fetches a language's texts, unless they are there. */
export const learn = async (i18n: i18n, language: Language): Promise<void> => {
  const read = readers.get(i18n.store)
  if (!read || i18n.hasResourceBundle(language, 'ui')) return
  for (const [name, texts] of Object.entries(await read(language))) i18n.addResourceBundle(language, name, texts)
}

/** Switches the language, once its texts are there. */
export const speak = async (i18n: i18n, language: Language): Promise<void> => {
  await learn(i18n, language)
  await i18n.changeLanguage(language)
}
