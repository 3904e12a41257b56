import type { Change, ChangeKind } from './changes.ts'
import { canonical, constantsOf, type Schema, wordOf } from './schema.ts'

const lower = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties']
const upper = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties']
const exact = ['format', 'pattern', 'multipleOf', 'uniqueItems']

/** The words that are compared here. */
export const constraintWords: ReadonlySet<string> = new Set(['const', 'enum', ...lower, ...upper, ...exact])

const list = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join(', ')

const compareConstants = (was: Schema, is: Schema, at: string): Change[] => {
  const [before, now] = [constantsOf(was), constantsOf(is)]
  if (!before && !now) return []
  if (!before) return [{ at, kind: 'narrowed', says: `takes ${list(now ?? [])} only` }]
  if (!now) return [{ at, kind: 'widened', says: `takes more than ${list(before)}` }]
  const without = (from: readonly unknown[], values: readonly unknown[]) => {
    const known = new Set(values.map(canonical))
    return from.filter((value) => !known.has(canonical(value)))
  }
  const [gone, added] = [without(before, now), without(now, before)]
  const changes: Change[] = []
  if (gone.length > 0) changes.push({ at, kind: 'narrowed', says: `no longer takes ${list(gone)}` })
  if (added.length > 0) changes.push({ at, kind: 'widened', says: `takes ${list(added)} too` })
  return changes
}

const boundKind = (word: string, was: unknown, is: unknown): ChangeKind => {
  if (is === undefined) return 'widened'
  if (was === undefined) return 'narrowed'
  return Number(is) > Number(was) === lower.includes(word) ? 'narrowed' : 'widened'
}

const exactKind = (was: unknown, is: unknown): ChangeKind =>
  is === undefined && was !== undefined ? 'widened' : 'narrowed'

const became = (word: string, was: unknown, is: unknown): string => {
  if (was === undefined) return `has ${word} ${JSON.stringify(is)} now`
  if (is === undefined) return `has no ${word} any more, it was ${JSON.stringify(was)}`
  return `has ${word} ${JSON.stringify(is)} now, it was ${JSON.stringify(was)}`
}

/** How values, bounds, format and pattern of a schema of one type have changed. */
export const compareConstraints = (was: Schema, is: Schema, at: string): Change[] => [
  ...compareConstants(was, is, at),
  ...[...lower, ...upper, ...exact]
    .map((word) => ({ word, before: wordOf(was, word), now: wordOf(is, word) }))
    .filter(({ before, now }) => canonical(before) !== canonical(now))
    .map(({ word, before, now }): Change => {
      const kind = exact.includes(word) ? exactKind(before, now) : boundKind(word, before, now)
      return { at, kind, says: became(word, before, now) }
    }),
]
