import { type TSchema, Type } from 'typebox'
import { Value } from 'typebox/value'
import { describe, expect, it } from 'vitest'
import { Id } from '../ids.ts'
import { orNull } from '../route.ts'
import type { ChangeKind } from './changes.ts'
import { compareSchemas } from './compare-schemas.ts'
import type { Schema } from './schema.ts'

const aId = '01936f2e-8b5a-7cc0-8000-0123456789ab'
const object = (f: object, more: object = {}): Schema => ({
  type: 'object',
  required: ['f'],
  properties: { f },
  ...more,
})
const text: Schema = { type: 'string' }
const whole: Schema = { type: 'integer' }
const list = (items: object, more: object = {}): Schema => ({ type: 'array', items, ...more })
const fits = (schema: Schema, value: unknown): boolean => Value.Check(schema as TSchema, value)

/** Was, is, and a value that was taken and is not any more. */
const narrowings: [string, ChangeKind, Schema, Schema, unknown][] = [
  [
    'a field is removed from an object that is closed',
    'removed',
    object(text),
    { type: 'object', properties: {}, additionalProperties: false },
    { f: 'x' },
  ],
  ['another type', 'retyped', object(text), object(whole), { f: 'x' }],
  ['another type that looks alike', 'retyped', object({ type: 'number' }), object(whole), { f: 0.5 }],
  ['text becomes an object', 'retyped', object(text), object(object(text)), { f: 'x' }],
  ['null no longer', 'narrowed', object(orNull(Id)), object(Id), { f: null }],
  [
    'a new required field',
    'required',
    object(text),
    { ...object(text), required: ['f', 'g'], properties: { f: text, g: text } },
    { f: 'x' },
  ],
  ['an optional field is required', 'required', object(text, { required: [] }), object(text), {}],
  ['a value of an enum less', 'narrowed', object(Type.Enum(['a', 'b'])), object(Type.Enum(['a'])), { f: 'b' }],
  ['an enum where text was', 'narrowed', object(text), object({ type: 'string', enum: ['a'] }), { f: 'b' }],
  ['another literal', 'narrowed', object(Type.Literal('1.0')), object(Type.Literal('2.0')), { f: '1.0' }],
  [
    'a literal less',
    'narrowed',
    object(Type.Union([Type.Literal('a'), Type.Literal('b')])),
    object(Type.Literal('a')),
    { f: 'b' },
  ],
  ['a format', 'narrowed', object(text), object({ ...text, format: 'date' }), { f: 'x' }],
  [
    'another format',
    'narrowed',
    object({ ...text, format: 'date' }),
    object({ ...text, format: 'date-time' }),
    { f: '2026-01-01' },
  ],
  ['a pattern', 'narrowed', object(text), object(Id), { f: 'x' }],
  ['another pattern', 'narrowed', object({ ...text, pattern: '^a' }), object({ ...text, pattern: '^b' }), { f: 'a' }],
  ['a lower bound', 'narrowed', object(whole), object({ ...whole, minimum: 0 }), { f: -1 }],
  ['a higher lower bound', 'narrowed', object({ ...whole, minimum: 0 }), object({ ...whole, minimum: 1 }), { f: 0 }],
  ['a bound that is left out itself', 'narrowed', object(whole), object({ ...whole, exclusiveMinimum: 0 }), { f: 0 }],
  ['an upper bound', 'narrowed', object({ ...whole, maximum: 10 }), object({ ...whole, maximum: 9 }), { f: 10 }],
  ['a shorter text', 'narrowed', object({ ...text, maxLength: 2 }), object({ ...text, maxLength: 1 }), { f: 'xx' }],
  ['a text that is not empty', 'narrowed', object(text), object({ ...text, minLength: 1 }), { f: '' }],
  ['fewer items', 'narrowed', object(list(text)), object(list(text, { maxItems: 1 })), { f: ['a', 'b'] }],
  ['no item twice', 'narrowed', object(list(text)), object(list(text, { uniqueItems: true })), { f: ['a', 'a'] }],
  ['multiples', 'narrowed', object(whole), object({ ...whole, multipleOf: 2 }), { f: 1 }],
  ['a closed object', 'narrowed', object(text), object(text, { additionalProperties: false }), { f: 'x', g: 1 }],
  ['items of another type', 'retyped', object(list(text)), object(list(whole)), { f: ['x'] }],
  [
    'within a list of objects',
    'required',
    object(list(object(text, { required: [] }))),
    object(list(object(text))),
    { f: [{}] },
  ],
]

/** Was, is, and a value that is taken and was not. */
const widenings: [string, ChangeKind, Schema, Schema, unknown][] = [
  ['null too', 'widened', object(Id), object(orNull(Id)), { f: null }],
  ['a value of an enum more', 'widened', object(Type.Enum(['a'])), object(Type.Enum(['a', 'b'])), { f: 'b' }],
  ['text where an enum was', 'widened', object({ type: 'string', enum: ['a'] }), object(text), { f: 'b' }],
  ['no bound any more', 'widened', object({ ...whole, maximum: 9 }), object(whole), { f: 10 }],
  [
    'a lower bound that is lower',
    'widened',
    object({ ...whole, minimum: 1 }),
    object({ ...whole, minimum: 0 }),
    { f: 0 },
  ],
  [
    'an upper bound that is higher',
    'widened',
    object({ ...text, maxLength: 1 }),
    object({ ...text, maxLength: 2 }),
    { f: 'xx' },
  ],
  ['no pattern any more', 'widened', object(Id), object(text), { f: 'x' }],
  ['a required field is optional', 'optional', object(text), object(text, { required: [] }), {}],
  ['an open object', 'widened', object(text, { additionalProperties: false }), object(text), { f: 'x', g: 1 }],
  [
    'a new optional field in a closed object',
    'widened',
    object(text, { additionalProperties: false }),
    object(text, { additionalProperties: false, properties: { f: text, g: text } }),
    { f: 'x', g: 'y' },
  ],
]

/** What may change: what was taken is taken, and what is said now fitted before. */
const harmless: [string, Schema, Schema, unknown][] = [
  ['a new optional field', object(text), object(text, { properties: { f: text, g: whole } }), { f: 'x', g: 1 }],
  [
    'a new optional field within a field',
    object(object(text)),
    object(object(text, { properties: { f: text, g: whole } })),
    { f: { f: 'x', g: 1 } },
  ],
  [
    'a new optional field with requirements of its own within',
    object(text),
    object(text, { properties: { f: text, g: object(text, { additionalProperties: false }) } }),
    { f: 'x', g: { f: 'y' } },
  ],
  ['another description', object(Id), object({ ...Id, description: 'the task' }), { f: aId }],
  ['an example and a title', object(text), object({ ...text, examples: ['a'], title: 'A' }), { f: 'x' }],
  ['values in another order', object(Type.Enum(['a', 'b'])), object(Type.Enum(['b', 'a'])), { f: 'a' }],
  [
    'a union of literals becomes an enum',
    object(Type.Union([Type.Literal('a'), Type.Literal('b')])),
    object(Type.Enum(['a', 'b'])),
    { f: 'b' },
  ],
  ['null named first', object(orNull(Id)), object({ anyOf: [{ type: 'null' }, Id] }), { f: aId }],
  ['null by another way of writing', object(orNull(text)), object({ type: ['string', 'null'] }), { f: null }],
  ['openness spelled out', object(text), object(text, { additionalProperties: true }), { f: 'x', g: 1 }],
  [
    'the order of fields',
    object(text, { properties: { f: text, g: text } }),
    object(text, { properties: { g: text, f: text } }),
    { f: 'x' },
  ],
]

describe('what was said is no longer understood', () => {
  it.each(narrowings)('%s', (_, kind, was, is, witness) => {
    expect([fits(was, witness), fits(is, witness)]).toEqual([true, false])
    expect(compareSchemas(was, is).map((change) => change.kind)).toContain(kind)
  })

  it('a removed field, which no schema of an open object refuses', () => {
    expect(compareSchemas(object(text), { type: 'object', properties: {} })).toEqual([
      { at: 'f', kind: 'removed', says: 'has been removed' },
    ])
  })
})

describe('what is said now was not understood', () => {
  it.each(widenings)('%s', (_, kind, was, is, witness) => {
    expect([fits(was, witness), fits(is, witness)]).toEqual([false, true])
    expect(compareSchemas(was, is).map((change) => change.kind)).toEqual([kind])
  })
})

describe('nothing to complain about', () => {
  it.each(harmless)('%s', (_, was, is, witness) => {
    expect([fits(was, witness), fits(is, witness)]).toEqual([true, true])
    expect(compareSchemas(was, is)).toEqual([])
  })
})

describe('what the rules do not know', () => {
  it.each<[string, Schema, Schema]>([
    ['another word', object(text), object({ ...text, contentEncoding: 'base64' })],
    [
      'alternatives of one type',
      object({ anyOf: [object(text), object(whole)] }),
      object({ anyOf: [object(text), object({ type: 'null' })] }),
    ],
    [
      'fields beside those named',
      object(text, { additionalProperties: text }),
      object(text, { additionalProperties: whole }),
    ],
  ])('%s is unclear', (_, was, is) => {
    expect(compareSchemas(was, is).map(({ kind }) => kind)).toEqual(['unclear'])
  })
})

it('a field may have the name of an annotation', () => {
  const named = (title: Schema): Schema => ({ type: 'object', required: ['title'], properties: { title } })
  expect(compareSchemas(named(text), named(whole))).toEqual([
    { at: 'title', kind: 'retyped', says: 'was string and is integer' },
  ])
})

it('names the place', () => {
  const was = object(list(object(object({ ...whole, minimum: 1 }))))
  const is = object(list(object(object({ ...whole, minimum: 2 }))))
  expect(compareSchemas(was, is)).toEqual([{ at: 'f[].f.f', kind: 'narrowed', says: 'has minimum 2 now, it was 1' }])
})
