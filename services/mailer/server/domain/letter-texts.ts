import type { Language } from '@popug/contracts/roles.ts'
import { letters } from './generated/letters.ts'

type Texts = typeof letters.en

/** What letters say in a language: its `languages/<code>/letters.json`. */
export const textsIn = (language: Language): Texts => letters[language]

/** A text with its gaps, `{{name}}`, filled; what fills them is taken as it is. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (gap, name: string) => values[name] ?? gap)
