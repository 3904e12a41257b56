import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'yaml'

/** What `compose.yaml` says of a container, as far as checks look. */
export interface Container {
  readonly image?: string
  readonly environment?: Readonly<Record<string, string>>
}

interface ComposeFile {
  readonly services: Readonly<Record<string, Container>>
}

const file = resolve(import.meta.dirname, '../../compose.yaml')

/** `${NAME}`, `${NAME:-otherwise}` or `${NAME:?complaint}` with none of its kind inside. */
const innermost = /\$\{(\w+)(?::([-?])([^${}]*))?\}/

/** A text as compose reads it: an empty variable counts as one that is not set. */
const filled = (text: string, env: Readonly<Record<string, string>>): string => {
  const [whole, name = '', mark, rest = ''] = innermost.exec(text) ?? []
  if (whole === undefined) return text
  const value = env[name]
  if (!value && mark === '?') throw new Error(`${name}: ${rest}`)
  return filled(
    text.replace(whole, () => value || rest),
    env,
  )
}

const filledIn = (node: unknown, env: Readonly<Record<string, string>>): unknown => {
  if (typeof node === 'string') return filled(node, env).replaceAll('$$', '$')
  if (Array.isArray(node)) return node.map((one) => filledIn(one, env))
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, filledIn(value, env)]))
}

/** The text of `compose.yaml`. */
export const composeText = (): string => readFileSync(file, 'utf8')

/** Reads `compose.yaml` as compose would with these variables, without a Docker Engine. */
export const readComposeFile = (env: Readonly<Record<string, string>>): ComposeFile =>
  filledIn(parse(composeText(), { merge: true }), env) as ComposeFile
