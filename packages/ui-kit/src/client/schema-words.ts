type Schema = Readonly<Record<string, unknown>>
type Properties = Readonly<Record<string, Schema>>

const optional = Symbol('optional')
const requiredOf = (properties: Properties): string[] =>
  Object.keys(properties).filter((name) => !(optional in (properties[name] as object)))

const object = (properties: Properties, options: Schema = {}): Schema => {
  const required = requiredOf(properties)
  return { type: 'object', ...(required.length > 0 ? { required } : {}), properties, ...options }
}

/**
 * The words of TypeBox that the contracts use, making the same JSON Schema: a browser never checks with it, and TypeBox itself would be
 * a seventh of what a first page fetches. Stands in for it in every frontend; a test compares all routes.
 */
export const Type = {
  Array: (items: Schema, options: Schema = {}): Schema => ({ type: 'array', items, ...options }),
  Boolean: (options: Schema = {}): Schema => ({ type: 'boolean', ...options }),
  Enum: (values: readonly unknown[], options: Schema = {}): Schema => ({ enum: values, ...options }),
  Integer: (options: Schema = {}): Schema => ({ type: 'integer', ...options }),
  Literal: (value: unknown, options: Schema = {}): Schema => ({ type: typeof value, const: value, ...options }),
  Null: (options: Schema = {}): Schema => ({ type: 'null', ...options }),
  Number: (options: Schema = {}): Schema => ({ type: 'number', ...options }),
  Object: object,
  Optional: (schema: Schema): Schema => ({ ...schema, [optional]: true }),
  Partial: ({ properties, required: _, type: __, ...options }: Schema): Schema =>
    object(
      Object.fromEntries(
        Object.entries(properties as Properties).map(([name, schema]) => [name, { ...schema, [optional]: true }]),
      ),
      options,
    ),
  String: (options: Schema = {}): Schema => ({ type: 'string', ...options }),
  Union: (anyOf: readonly Schema[], options: Schema = {}): Schema => ({ anyOf, ...options }),
  Unsafe: (schema: Schema): Schema => schema,
}
