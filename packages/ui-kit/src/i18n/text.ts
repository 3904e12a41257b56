import { isLanguage } from '@popug/contracts/languages.ts'
import type { Language } from '@popug/contracts/roles.ts'
import type { TFunction } from 'i18next'
import { getI18n, useTranslation } from 'react-i18next'

/** The app's texts: `text('key', { count })`; a key the app does not have is looked up in the kit's catalogue. */
export const useText = (): TFunction => useTranslation().t

/** The kit's own texts, for its components. */
export const useKitText = (): TFunction => useTranslation('ui').t

/** The language the person reads now. */
export const useLanguage = (): Language => {
  const { i18n } = useTranslation()
  return isLanguage(i18n.language) ? i18n.language : 'en'
}

/** The same outside of components, for toasts. */
export const currentLanguage = (): Language => {
  const language: unknown = getI18n()?.language
  return isLanguage(language) ? language : 'en'
}

/** The kit's text outside of components, for toasts. */
export const kitText = (key: string, values: Record<string, unknown> = {}): string =>
  getI18n().t(key, { ns: 'ui', ...values })
