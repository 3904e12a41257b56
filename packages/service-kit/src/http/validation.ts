import { Ajv, type Format } from 'ajv'
import formats from 'ajv-formats'
import type { FastifySchemaCompiler } from 'fastify'

/**
 * A check of a text that knows the last one that passed: the events of a batch were said at one moment, and looking at its
 * text again and again takes longer than all the rest of them.
 */
function rememberingLast(format: Format): (text: string) => boolean {
  if (typeof format !== 'object' || format instanceof RegExp || typeof format.validate !== 'function')
    throw new TypeError('the format is not checked by a function')
  const check = format.validate as (text: string) => boolean
  let last: string | undefined
  return (text) => {
    if (text === last) return true
    if (!check(text)) return false
    last = text
    return true
  }
}

/** Bodies are taken as they are; queries and paths are text, so their numbers and booleans are read from it. */
const strict = new Ajv({ allErrors: true, strict: false })
const reading = new Ajv({ allErrors: true, strict: false, coerceTypes: true })
for (const ajv of [strict, reading]) {
  formats.default(ajv)
  ajv.addFormat('date-time', rememberingLast(formats.default.get('date-time')))
}

/** Compiles a schema for a part of the request; fields that a schema does not name are refused where it is closed. */
export const validatorCompiler: FastifySchemaCompiler<object> = ({ schema, httpPart }) =>
  (httpPart === 'body' ? strict : reading).compile(schema)

/** Compiles a schema for values that did not come over HTTP: events. */
export const compileSchema = (schema: object) => strict.compile(schema)
