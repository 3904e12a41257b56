import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import type { FastifySchemaCompiler } from 'fastify'

/** Bodies are taken as they are; queries and paths are text, so their numbers and booleans are read from it. */
const strict = new Ajv({ allErrors: true, strict: false })
const reading = new Ajv({ allErrors: true, strict: false, coerceTypes: true })
formats.default(strict)
formats.default(reading)

/** Compiles a schema for a part of the request; fields that a schema does not name are refused where it is closed. */
export const validatorCompiler: FastifySchemaCompiler<object> = ({ schema, httpPart }) =>
  (httpPart === 'body' ? strict : reading).compile(schema)

/** Compiles a schema for values that did not come over HTTP: events. */
export const compileSchema = (schema: object) => strict.compile(schema)
