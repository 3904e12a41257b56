import { type Language, languages } from '@popug/contracts/roles.ts'

const remembered = 'popug.language'

/** Whether Popug speaks this language. */
export const isLanguage = (text: unknown): text is Language => languages.some((language) => language === text)

/** The language before anyone has signed in: the one last chosen here, or the browser's, or English. */
export const guessLanguage = (): Language => {
  const chosen = localStorage.getItem(remembered)
  if (isLanguage(chosen)) return chosen
  return navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en'
}

/** Keeps the choice for the next page and tells the document, so that screen readers speak it right. */
export const rememberLanguage = (language: Language): void => {
  localStorage.setItem(remembered, language)
  document.documentElement.lang = language
}
