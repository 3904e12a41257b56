import { readFileSync } from 'node:fs'
import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import { type Static, type TObject, type TSchema, Type } from 'typebox'

/** One broken setting: its name, what is wrong, what is expected, and a value that would do. */
export interface SettingError {
  readonly name: string
  readonly problem: string
  readonly expected: string
  readonly example: string
}

/** All broken settings at once. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
  readonly errors: readonly SettingError[]

  constructor(errors: readonly SettingError[]) {
    super(
      errors
        .map((error) => `${error.name} ${error.problem}; expected ${error.expected}, for example ${error.example}`)
        .join('\n'),
    )
    this.errors = errors
  }
}

/** A setting's schema says what it is for; its example is shown where a value is refused and in `.env.example`. */
export interface SettingNotes {
  readonly description: string
  readonly examples: readonly [string | number | boolean]
}

const ajv = new Ajv({ coerceTypes: true, allErrors: true, strict: false })
formats.default(ajv)
ajv.addFormat('time-zone', (name: string) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
})
const currencies = new Set(Intl.supportedValuesOf('currency'))
ajv.addFormat('currency', (code: string) => currencies.has(code))
const compiled = new WeakMap<TSchema, ValidateFunction>()

const validatorOf = (schema: TSchema): ValidateFunction => {
  const validate = compiled.get(schema) ?? ajv.compile(Type.Object({ value: schema }))
  compiled.set(schema, validate)
  return validate
}

const fromFile = (name: string, env: NodeJS.ProcessEnv): string | undefined => {
  const file = env[`${name}_FILE`]
  if (!file) return undefined
  return readFileSync(file, 'utf8').replace(/\r?\n$/, '')
}

interface Allowed extends Partial<SettingNotes> {
  readonly enum?: readonly unknown[]
  readonly type?: string
  readonly minimum?: number
  readonly maximum?: number
}

/** What a setting is, and which values it may have. */
const describe = (schema: TSchema): string => {
  const { enum: words, type, minimum, maximum, description = String(type) } = schema as unknown as Allowed
  if (words) return `one of ${words.join(', ')}`
  if (type !== 'integer' && type !== 'number') return description
  const from = minimum === undefined ? '' : ` from ${minimum}`
  const to = maximum === undefined ? '' : ` to ${maximum}`
  return `${description}: a ${type === 'integer' ? 'whole ' : ''}number${from}${to}`
}

/**
 * Reads settings from environment variables, each also from the file that `<NAME>_FILE` names (for secrets).
 * Throws `SettingsError` with every broken setting at once.
 */
export const readSettings = <S extends TObject>(schema: S, env: NodeJS.ProcessEnv = process.env): Static<S> => {
  const values: Record<string, unknown> = {}
  const errors: SettingError[] = []
  for (const [name, setting] of Object.entries<TSchema>(schema.properties)) {
    const notes = setting as TSchema & Partial<SettingNotes> & { default?: unknown }
    const refuse = (problem: string): void => {
      errors.push({ name, problem, expected: describe(setting), example: `${name}=${notes.examples?.[0] ?? ''}` })
    }
    let text: string | undefined
    try {
      text = fromFile(name, env) ?? env[name]
    } catch (error) {
      refuse(
        `cannot be read from the file that ${name}_FILE names (${(error as NodeJS.ErrnoException).code ?? 'error'})`,
      )
      continue
    }
    if (text === undefined || text === '') {
      if (notes.default !== undefined) values[name] = notes.default
      else if (schema.required?.includes(name)) refuse('is missing')
      continue
    }
    const holder: { value: unknown } = { value: text }
    const validate = validatorOf(setting)
    if (validate(holder)) values[name] = holder.value
    else refuse(`is ${isSecret(name) ? 'not right' : `"${text}"`}`)
  }
  if (errors.length > 0) throw new SettingsError(errors)
  return values as Static<S>
}

/** Reads several groups of settings as one; throws `SettingsError` with everything that is broken in any of them, each name once. */
export const readTogether = (groups: readonly (() => object)[]): object => {
  const broken = new Map<string, SettingError>()
  const read = groups.map((group) => {
    try {
      return group()
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error
      for (const one of error.errors) broken.set(one.name, one)
      return {}
    }
  })
  if (broken.size > 0) throw new SettingsError([...broken.values()])
  return Object.assign({}, ...read)
}

const isSecret = (name: string): boolean => /SECRET|KEY|PASSWORD|URL/.test(name)
