import fc from 'fast-check'
import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { expect, it } from 'vitest'
import { compareSchemas } from './compare-schemas.ts'
import type { Schema } from './schema.ts'

const fits = (schema: Schema, value: unknown): boolean => Value.Check(schema as TSchema, value)
const bound = fc.integer({ min: 0, max: 3 })
const word = fc.constantFrom('a', 'b', 'c')

/** Schemas of one value, few enough that two of them often resemble each other. */
const atom: fc.Arbitrary<Schema> = fc.oneof(
  fc.record({ type: fc.constant('integer'), minimum: bound, maximum: bound }, { requiredKeys: ['type'] }),
  fc.record({ type: fc.constant('string'), minLength: bound, maxLength: bound }, { requiredKeys: ['type'] }),
  fc.record({ type: fc.constant('string'), pattern: fc.constantFrom('^a', '^b') }, { requiredKeys: ['type'] }),
  fc.uniqueArray(word, { minLength: 1 }).map((values) => ({ enum: values })),
  word.map((value) => ({ type: 'string', const: value })),
)
const plain: fc.Arbitrary<Schema> = fc.oneof(
  atom,
  atom.map((one) => ({ type: 'array', items: one })),
  fc.array(atom, { minLength: 2, maxLength: 3 }).map((all) => ({ anyOf: all })),
)
const field = fc.oneof(
  plain,
  plain.map((one): Schema => ({ anyOf: [one, { type: 'null' }] })),
)
const name = fc.constantFrom('x', 'y')
const object: fc.Arbitrary<Schema> = fc
  .record({ properties: fc.dictionary(name, field), needed: fc.subarray(['x', 'y']), closed: fc.nat(3) })
  .map(({ properties, needed, closed }) => ({
    type: 'object',
    properties,
    required: needed.filter((one) => one in properties),
    ...(closed === 0 ? { additionalProperties: false } : {}),
  }))

type Fields = Readonly<Record<string, Schema>>
const fieldsOf = (of: Schema): Fields => of.properties as Fields
const neededOf = (of: Schema): readonly string[] => of.required as readonly string[]

/** What somebody may do to an object: another field, needed or not, or another word about what it does not name. */
const change = fc.record({ name, field: fc.option(field), needed: fc.boolean(), turned: fc.nat(9) })
const changed = (was: Schema, to: { name: string; field: Schema | null; needed: boolean; turned: number }): Schema => {
  const properties = to.field ? { ...fieldsOf(was), [to.name]: to.field } : fieldsOf(was)
  const others = neededOf(was).filter((one) => one !== to.name)
  const required = to.needed && to.name in properties ? [...others, to.name] : others
  const closed = 'additionalProperties' in was !== (to.turned === 0)
  return { type: 'object', properties, required, ...(closed ? { additionalProperties: false } : {}) }
}
const pair = fc.tuple(object, change).map(([was, to]): [Schema, Schema] => [was, changed(was, to)])

const texts = ['', 'a', 'b', 'c', 'ab', 'ba', 'abc', 'aaaa']
const singles: readonly unknown[] = [null, -1, 0, 1, 2, 3, 4, ...texts]
const values = [...singles, ...singles.map((one) => [one]), []]

/** Everything that a speaker of a schema may say, out of the values above: a field at a time, the others left out or any. */
const sayings = (speaker: Schema): object[] => {
  const choices = Object.entries(fieldsOf(speaker)).map(([key, one]) => {
    const fitting = values.filter((value) => fits(one, value)).map((value): object => ({ [key]: value }))
    return neededOf(speaker).includes(key) ? fitting : [{}, ...fitting]
  })
  return choices.reduce<object[]>(
    (said, parts) => said.flatMap((one) => parts.map((part) => ({ ...one, ...part }))),
    [{}],
  )
}

it('without a complaint, both understand all that the other says', () => {
  const counts = { silent: 0, told: 0, sayings: 0 }
  fc.assert(
    fc.property(pair, ([was, is]) => {
      const changes = compareSchemas(was, is)
      if (changes.length > 0) {
        counts.told += 1
        return
      }
      counts.silent += 1
      const [before, now] = [sayings(was), sayings(is)]
      counts.sayings += before.length + now.length
      expect(before.filter((said) => !fits(is, said))).toEqual([])
      expect(now.filter((said) => !fits(was, said))).toEqual([])
    }),
    { numRuns: 2_000 },
  )
  // Both happen often, or this shows nothing.
  expect(Math.min(counts.silent, counts.told)).toBeGreaterThan(200)
  expect(counts.sayings).toBeGreaterThan(2_000)
})
