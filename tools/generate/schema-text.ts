import type { TSchema } from 'typebox'

interface AnySchema {
  readonly type?: string
  readonly description?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly TSchema[]
  readonly items?: TSchema
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
}

const bounds = ({ type, minimum, maximum, minLength, maxLength }: AnySchema): string => {
  const isNumber = type === 'integer' || type === 'number'
  const [low, high] = isNumber ? [minimum, maximum] : [minLength, maxLength]
  if (low === undefined && (high === undefined || high >= Number.MAX_SAFE_INTEGER)) return ''
  const unit = isNumber ? '' : ' characters'
  if (high === undefined) return `, at least ${low}${unit}`
  return low === undefined ? `, at most ${high}${unit}` : `, ${low} to ${high}${unit}`
}

/** A schema in words short enough for a cell. */
export const schemaText = (schema: TSchema): string => {
  const known = schema as unknown as AnySchema
  if (known.anyOf) return known.anyOf.map(schemaText).join(' or ')
  if (known.enum) return known.enum.map((value) => `\`${String(value)}\``).join(', ')
  if (known.const !== undefined) return `\`${String(known.const)}\``
  if (known.type === 'array' && known.items) return `list of ${schemaText(known.items)}`
  const said = known.description ?? known.format ?? known.type ?? 'anything'
  return known.description ? said : said + bounds(known)
}
