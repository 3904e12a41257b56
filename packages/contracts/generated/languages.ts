// Made by `npm run generate` from the folders of languages/; a check compares it. Change those instead.

export const languages = ['en', 'ru'] as const

/** What each calls itself, and the tag by which Intl writes its days and numbers. */
export const aboutLanguages = {
  en: { name: 'English', format: 'en-GB' },
  ru: { name: 'Русский', format: 'ru' },
} as const
