import type { Change } from './changes.ts'
import { compareConstraints, constraintWords } from './compare-constraints.ts'
import { alternativesOf, canonical, constraintsOf, type Schema, schemaAt, typeOf, wordOf } from './schema.ts'

const compared = new Set([...constraintWords, 'type', 'properties', 'required', 'additionalProperties', 'items'])

const requiredOf = (schema: Schema): ReadonlySet<string> =>
  new Set(Array.isArray(schema.required) ? (schema.required as string[]) : [])

/** Whether an object takes fields that it does not name: all, none, or some that a schema tells. */
const openness = (schema: Schema): string => canonical(schema.additionalProperties ?? true)

const compareOpenness = (was: Schema, is: Schema, at: string): Change[] => {
  const [before, now] = [openness(was), openness(is)]
  if (before === now) return []
  if (before === 'true') return [{ at, kind: 'narrowed', says: 'no longer takes fields that it does not name' }]
  if (before === 'false') return [{ at, kind: 'widened', says: 'takes fields that it does not name' }]
  return [{ at, kind: 'unclear', says: 'takes other fields beside those that it names' }]
}

const fieldsOf = ({ properties }: Schema) => schemaAt(properties) as Readonly<Record<string, unknown>>

const compareFields = (was: Schema, is: Schema, at: string): Change[] => {
  const [before, now] = [fieldsOf(was), fieldsOf(is)]
  const [neededBefore, neededNow] = [requiredOf(was), requiredOf(is)]
  const names = new Set([...Object.keys(before), ...neededBefore, ...Object.keys(now), ...neededNow])
  return [...names].flatMap((name): Change[] => {
    const field = at === '' ? name : `${at}.${name}`
    const known = name in before || neededBefore.has(name)
    if (known && !(name in now || neededNow.has(name)))
      return [{ at: field, kind: 'removed', says: 'has been removed' }]
    if (!known && neededNow.has(name)) return [{ at: field, kind: 'required', says: 'is new and required' }]
    if (!known && openness(was) !== 'true')
      return [{ at: field, kind: 'widened', says: 'is new in an object that took no other fields' }]
    if (!known) return []
    const changes = compareSchemas(schemaAt(before[name]), schemaAt(now[name]), field)
    if (!neededBefore.has(name) && neededNow.has(name))
      changes.push({ at: field, kind: 'required', says: 'was optional and is required' })
    if (neededBefore.has(name) && !neededNow.has(name))
      changes.push({ at: field, kind: 'optional', says: 'was required and is optional' })
    return changes
  })
}

const compareItems = (was: Schema, is: Schema, at: string): Change[] =>
  'items' in was || 'items' in is ? compareSchemas(schemaAt(was.items), schemaAt(is.items), `${at}[]`) : []

/** Words that no rule here knows: that they have changed is all that can be said. */
const compareRest = (was: Schema, is: Schema, at: string): Change[] =>
  [...new Set([...constraintsOf(was), ...constraintsOf(is)])]
    .filter((word) => !compared.has(word) && canonical(wordOf(was, word)) !== canonical(wordOf(is, word)))
    .map((word) => ({ at, kind: 'unclear', says: `has another \`${word}\`` }))

const compareOfOneType = (was: Schema, is: Schema, at: string): Change[] => [
  ...compareConstraints(was, is, at),
  ...compareOpenness(was, is, at),
  ...compareFields(was, is, at),
  ...compareItems(was, is, at),
  ...compareRest(was, is, at),
]

/** Alternatives by type; literals of one type are one alternative. */
const byType = (schema: Schema): Map<string, Schema[]> => {
  const types = new Map<string, Schema[]>()
  for (const one of alternativesOf(schema)) types.set(typeOf(one), [...(types.get(typeOf(one)) ?? []), one])
  for (const [type, [first, ...more]] of types) {
    const all = [...(first ? [first] : []), ...more]
    if (more.length > 0 && all.every((one) => constraintsOf(one).every((word) => word === 'type' || word === 'const')))
      types.set(type, [{ type, enum: all.map((one) => one.const) }])
  }
  return types
}

const compareAlternatives = (was: readonly Schema[], is: readonly Schema[], at: string): Change[] => {
  const [[before, ...others], [now, ...more]] = [was, is]
  if (before && now && others.length + more.length === 0) return compareOfOneType(before, now, at)
  const texts = (schemas: readonly Schema[]): string => schemas.map(canonical).sort().join()
  return texts(was) === texts(is) ? [] : [{ at, kind: 'unclear', says: 'has other alternatives' }]
}

/** Every change between two schemas but the addition of optional fields; `at` names the place in the whole. */
export const compareSchemas = (was: Schema, is: Schema, at = ''): Change[] => {
  if (canonical(was) === canonical(is)) return []
  const [before, now] = [byType(was), byType(is)]
  const gone = [...before.keys()].filter((type) => !now.has(type))
  const added = [...now.keys()].filter((type) => !before.has(type))
  if (gone.length === before.size)
    return [{ at, kind: 'retyped', says: `was ${gone.join(' or ')} and is ${added.join(' or ')}` }]
  return [
    ...gone.map((type): Change => ({ at, kind: 'narrowed', says: `no longer takes ${type}` })),
    ...added.map((type): Change => ({ at, kind: 'widened', says: `takes ${type} too` })),
    ...[...before].flatMap(([type, schemas]) => {
      const today = now.get(type)
      return today ? compareAlternatives(schemas, today, at) : []
    }),
  ]
}
