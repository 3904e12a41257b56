// Made by `npm run generate` from the folders of languages/; a check compares it. Change those instead.
import en from '../../../../../languages/en/letters.json' with { type: 'json' }
import ru from '../../../../../languages/ru/letters.json' with { type: 'json' }

export const letters = {
  en,
  ru,
} as const
