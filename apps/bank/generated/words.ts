// Made by `npm run generate` from the folders of languages/; a check compares it. Change those instead.
import en from '../../../languages/en/bank.json' with { type: 'json' }
import ru from '../../../languages/ru/bank.json' with { type: 'json' }

export const words = {
  en,
  ru,
} as const
