import { Day } from '@popug/contracts/days.ts'
import type { FaultCode, FaultParams } from '@popug/contracts/faults.ts'
import { Id, IdList } from '@popug/contracts/ids.ts'
import { TransactionId } from '@popug/contracts/transactions.ts'

/** What a validator says of one field. */
interface Found {
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
}

interface Fault {
  readonly code: FaultCode
  readonly params?: FaultParams
}

const limited =
  (code: FaultCode) =>
  ({ limit }: Found['params']): Fault => ({ code, params: { limit: Number(limit) } })

const plain = (code: FaultCode) => (): Fault => ({ code })

const patternOf = (schema: object): string => ('pattern' in schema ? String(schema.pattern) : '')

/** Patterns of the contracts that have a word of their own. */
const byPattern: Readonly<Record<string, FaultCode>> = {
  '\\S': 'empty',
  [patternOf(Day)]: 'no_day',
  ...Object.fromEntries([Id, IdList, TransactionId].map((schema) => [patternOf(schema), 'no_id'])),
}

const byFormat: Readonly<Record<string, FaultCode>> = { email: 'no_email', date: 'no_day', 'date-time': 'no_moment' }

const byKeyword: Readonly<Record<string, (params: Found['params']) => Fault>> = {
  required: plain('required'),
  additionalProperties: plain('unknown'),
  minLength: ({ limit }) => (limit === 1 ? { code: 'empty' } : limited('too_short')({ limit })),
  maxLength: limited('too_long'),
  minimum: limited('too_small'),
  maximum: limited('too_great'),
  minItems: limited('list_too_short'),
  maxItems: limited('list_too_long'),
  minProperties: plain('empty'),
  uniqueItems: plain('repeated'),
  enum: plain('not_one_of'),
  const: plain('not_one_of'),
  not: plain('not_one_of'),
  anyOf: plain('wrong_form'),
  type: ({ type }) => ({ code: type === 'integer' ? 'not_whole' : 'wrong_kind' }),
  pattern: ({ pattern }) => ({ code: byPattern[String(pattern)] ?? 'wrong_form' }),
  format: ({ format }) => ({ code: byFormat[String(format)] ?? 'wrong_form' }),
}

/** Whether a keyword of a schema can be told in a person's words. */
export const isTold = (keyword: string): boolean => keyword in byKeyword

/** What a validator found, as a code of the catalogue. */
export const faultOf = ({ keyword, params }: Found): Fault => byKeyword[keyword]?.(params) ?? { code: 'wrong_form' }
