import { Day } from '@popug/contracts/days.ts'
import { faultCodes } from '@popug/contracts/faults.ts'
import { Id, IdList } from '@popug/contracts/ids.ts'
import { allRoutes } from '@popug/contracts/routes.ts'
import { TransactionId } from '@popug/contracts/transactions.ts'
import { describe, expect, it } from 'vitest'
import { faultOf, isTold } from './faults.ts'
import { validatorCompiler } from './validation.ts'

/** Words of a schema that describe, and refuse nothing by themselves. */
const describing = ['description', 'properties', 'items', 'title', 'default', 'examples']

const keywordsOf = (schema: unknown, found = new Set<string>()): Set<string> => {
  if (typeof schema !== 'object' || schema === null) return found
  for (const [keyword, inner] of Object.entries(schema)) {
    found.add(keyword)
    const parts =
      keyword === 'properties'
        ? Object.values(inner)
        : keyword === 'anyOf'
          ? inner
          : ['items', 'not', 'additionalProperties'].includes(keyword)
            ? [inner]
            : []
    for (const part of parts) keywordsOf(part, found)
  }
  return found
}

const found = (schema: object, value: unknown): string[] => {
  const check = validatorCompiler({ schema, httpPart: 'body', method: 'POST', url: '/' }) as ((
    value: unknown,
  ) => boolean) & {
    errors?: { keyword: string; params: Record<string, unknown> }[] | null
  }
  check(value)
  return (check.errors ?? []).map((one) => faultOf(one).code)
}

describe('what a validator finds', () => {
  it('has a code, whatever a route of any service asks for', () => {
    const used = new Set<string>()
    for (const { params, query, body } of allRoutes)
      for (const part of [params, query, body]) for (const one of keywordsOf(part)) used.add(one)
    expect(used.size).toBeGreaterThan(12)
    expect([...used].filter((one) => !describing.includes(one) && !isTold(one))).toEqual([])
  })

  it.each([
    [{ type: 'string', minLength: 1 }, '', ['empty']],
    [{ type: 'string', minLength: 5 }, 'abcd', ['too_short']],
    [{ type: 'string', maxLength: 2 }, 'abc', ['too_long']],
    [{ type: 'string', pattern: '\\S' }, '  ', ['empty']],
    [{ type: 'string', pattern: '^x' }, 'y', ['wrong_form']],
    [Id, 'parrot', ['no_id']],
    [IdList, 'parrot,parrot', ['no_id']],
    [TransactionId, '0', ['no_id']],
    [Day, '2026', ['no_day', 'no_day']],
    [{ type: 'string', format: 'email' }, 'parrot', ['no_email']],
    [{ type: 'string', format: 'date' }, '2026-13-01', ['no_day']],
    [{ type: 'integer', minimum: 1 }, 0, ['too_small']],
    [{ type: 'integer', maximum: 1 }, 2, ['too_great']],
    [{ type: 'integer' }, 1.5, ['not_whole']],
    [{ type: 'string' }, 5, ['wrong_kind']],
    [{ enum: ['a'] }, 'b', ['not_one_of']],
    [{ type: 'array', minItems: 1 }, [], ['list_too_short']],
    [{ type: 'array', uniqueItems: true }, [1, 1], ['repeated']],
    [{ type: 'object', required: ['a'] }, {}, ['required']],
    [{ type: 'object', properties: {}, additionalProperties: false }, { a: 1 }, ['unknown']],
  ] as const)('by %j in %j is %j', (schema, value, codes) => {
    expect(found(schema, value)).toEqual(codes)
    for (const code of codes) expect(faultCodes).toContain(code)
  })

  it('tells the limit', () => {
    expect(faultOf({ keyword: 'maxLength', params: { limit: 200 } })).toEqual({
      code: 'too_long',
      params: { limit: 200 },
    })
  })
})
