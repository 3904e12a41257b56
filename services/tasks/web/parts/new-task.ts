import { Description, Key, Title } from '@popug/contracts/tasks.ts'

/** What the form of a new task holds. */
export interface NewTask {
  readonly title: string
  readonly key: string
  readonly description: string
}

interface TextRule {
  readonly maxLength?: number
  readonly pattern?: string
}

const lengthOf = (text: string): number => [...text].length
// Schemas are JSON Schema: the words of a rule stand in them, though their type does not name them.
const tooLong = (text: string, rule: object): boolean => lengthOf(text) > ((rule as TextRule).maxLength ?? Infinity)
const matches = (text: string, rule: object): boolean => new RegExp((rule as TextRule).pattern ?? '', 'u').test(text)

const titleProblem = (title: string): string | undefined => {
  if (title === '') return 'titleMissing'
  if (tooLong(title, Title)) return 'titleLong'
  return matches(title, Title) ? undefined : 'titleBrackets'
}

const keyProblem = (key: string): string | undefined => {
  if (key === '') return undefined
  if (tooLong(key, Key)) return 'keyLong'
  return matches(key, Key) ? undefined : 'keySigns'
}

/** What is wrong with the form by field, as keys of the catalogue under `problem`; the rules are the contracts'. */
export const newTaskProblems = ({ title, key, description }: NewTask): Partial<Record<keyof NewTask, string>> => {
  const problems = {
    title: titleProblem(title.trim()),
    key: keyProblem(key.trim()),
    description: tooLong(description.trim(), Description) ? 'descriptionLong' : undefined,
  }
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem !== undefined))
}
