import type { Route } from './route.ts'
import { type ServiceName, serviceNames } from './topology.ts'

/** What an API token may do: read at a service, or change something there; each for itself. */
export type Scope = `${ServiceName}:${'read' | 'write'}`

/** Every scope there is: one to read and one to write a service. */
export const scopes: readonly Scope[] = serviceNames.flatMap((service): Scope[] => [
  `${service}:read`,
  `${service}:write`,
])

/** Whether a word is a scope. */
export const isScope = (word: string): word is Scope => scopes.includes(word as Scope)

/** The scope that a token needs at a route: to read for a GET, to write for all else; null where no token is let in. */
export const scopeOf = ({ service, method, byToken }: Route): Scope | null =>
  byToken !== false ? `${service}:${method === 'GET' ? 'read' : 'write'}` : null
