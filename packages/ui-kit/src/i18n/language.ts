import { isLanguage, preferredLanguage } from '@popug/contracts/languages.ts'
import type { Language } from '@popug/contracts/roles.ts'

const remembered = 'popug.language'

/** The language before anyone has signed in: the one last chosen here, or the browser's, or English. */
export const guessLanguage = (): Language => {
  const chosen = localStorage.getItem(remembered)
  return isLanguage(chosen) ? chosen : preferredLanguage(navigator.languages)
}

/** Keeps the choice for the next page and tells the document, so that screen readers speak it right. */
export const rememberLanguage = (language: Language): void => {
  localStorage.setItem(remembered, language)
  document.documentElement.lang = language
}
