import type { Language } from '@popug/contracts/roles.ts'
import type { ServiceName } from '@popug/contracts/topology.ts'
import { createInstance, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import en from '../locales/en.json' with { type: 'json' }
import ru from '../locales/ru.json' with { type: 'json' }
import type { Locales } from './catalogue.ts'
import { rememberLanguage } from './language.ts'

/** The texts of an app: its own catalogue under its service's name, the kit's behind it. */
export const makeI18n = (service: ServiceName, locales: Locales, language: Language): i18n => {
  const instance = createInstance()
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    ns: [service, 'ui'],
    defaultNS: service,
    fallbackNS: 'ui',
    resources: { en: { [service]: locales.en, ui: en }, ru: { [service]: locales.ru, ui: ru } },
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
    initAsync: false,
  })
  rememberLanguage(language)
  instance.on('languageChanged', (next) => rememberLanguage(next as Language))
  return instance
}
