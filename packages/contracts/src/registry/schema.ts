/** A JSON Schema as data: of today's contracts, or of a release that was written down. */
export interface Schema {
  readonly type?: unknown
  readonly const?: unknown
  readonly enum?: unknown
  readonly properties?: unknown
  readonly required?: unknown
  readonly additionalProperties?: unknown
  readonly items?: unknown
  readonly anyOf?: unknown
  readonly allOf?: unknown
  readonly description?: unknown
}
const wordsOf = (schema: Schema): Readonly<Record<string, unknown>> => schema as Readonly<Record<string, unknown>>

/** What a schema says by one of its words. */
export const wordOf = (schema: Schema, word: string): unknown => wordsOf(schema)[word]

/** What a schema says to people alone; it may change at any time. */
const annotations = new Set(['title', 'description', 'examples', 'default', 'deprecated', '$id', '$comment'])

/** The words of a schema that decide what it takes. */
export const constraintsOf = (schema: Schema): string[] =>
  Object.keys(schema).filter((word) => !annotations.has(word) && wordOf(schema, word) !== undefined)

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A schema within another one; one that takes everything where there is none. */
export const schemaAt = (value: unknown): Schema => (isSchema(value) ? value : {})

/** The same text for schemas that take the same: without annotations, in one order. */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (!isSchema(value)) return JSON.stringify(value) ?? 'undefined'
  const words = constraintsOf(value).sort()
  return `{${words.map((word) => `${word}:${word === 'properties' ? fieldsText(value.properties) : canonical(wordOf(value, word))}`).join(',')}}`
}

/** Fields may be called `title` or `default`: their names are no annotations. */
const fieldsText = (fields: unknown): string =>
  `{${Object.entries(schemaAt(fields))
    .map(([name, schema]) => `${JSON.stringify(name)}:${canonical(schema)}`)
    .sort()
    .join(',')}}`

/** The values that a schema names one by one, if it does. */
export const constantsOf = (schema: Schema): readonly unknown[] | undefined => {
  if ('const' in schema) return [schema.const]
  return Array.isArray(schema.enum) ? schema.enum : undefined
}

const typeOfValue = (value: unknown): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value
}

/** What a schema without alternatives takes: `string`, `null`, `object` …, or `anything`. */
export const typeOf = (schema: Schema): string => {
  if (typeof schema.type === 'string') return schema.type
  const types = new Set(constantsOf(schema)?.map(typeOfValue))
  return [...types].sort().join(' or ') || 'anything'
}

/** The alternatives of a schema, one by one; the schema itself where it has none. */
export const alternativesOf = (schema: Schema): Schema[] => {
  const { type, anyOf } = schema
  if (Array.isArray(type)) return type.map((one) => ({ ...schema, type: one }))
  const bare = constraintsOf(schema).length === 1
  return bare && Array.isArray(anyOf) ? anyOf.flatMap((one) => alternativesOf(schemaAt(one))) : [schema]
}
