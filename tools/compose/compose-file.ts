import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import type { Rights } from './hardening.ts'

/** What `compose.yaml` says of a container, as far as checks look. */
export interface Container extends Rights {
  readonly entrypoint?: readonly string[]
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly volumes?: readonly string[]
  readonly networks?: readonly string[]
}

interface ComposeFile {
  readonly services: Readonly<Record<string, Container>>
}

const root = resolve(import.meta.dirname, '../..')

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
export const composeText = (): string => readFileSync(join(root, 'compose.yaml'), 'utf8')

/** Reads `compose.yaml` as compose would with these variables, without a Docker Engine. */
export const readComposeFile = (env: Readonly<Record<string, string>>): ComposeFile =>
  filledIn(parse(composeText(), { merge: true }), env) as ComposeFile

/** The file of the repository that a container has at a path; throws where none was put there. */
export const mounted = ({ volumes = [] }: Container, path: string): string => {
  const volume = volumes.find((one) => one.startsWith('./') && one.split(':')[1] === path)
  if (!volume) throw new Error(`nothing of ours is at ${path}`)
  return join(root, volume.split(':')[0] ?? '')
}
