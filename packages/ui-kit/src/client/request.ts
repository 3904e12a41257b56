import { type AnswerOf, pathOf, type Route } from '@popug/contracts/route.ts'
import type { ArgsOf } from './args.ts'
import { ApiProblem, problemOf } from './problem.ts'

/** How long a service may take to answer, in milliseconds. */
const patience = 15_000

export interface CallOptions {
  /** The key of this user action; a route that creates gets a fresh one unless told. */
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
  /** Throw `not_signed_in` instead of going to the sign-in page. */
  readonly stay?: boolean
}

interface Parts {
  readonly params?: Readonly<Record<string, string | number>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
}

/** The address of a call; what is undefined or empty in the query is left out. */
const addressOf = (route: Route, { params, query }: Parts): string => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== '' && value !== null) search.set(name, String(value))
  }
  return pathOf(route, params) + (search.size > 0 ? `?${search}` : '')
}

const initOf = (route: Route, { body }: Parts, key: string | undefined, accept: string): RequestInit => {
  const headers: Record<string, string> = { accept }
  if (key) headers['idempotency-key'] = key
  if (body === undefined) return { method: route.method, headers, credentials: 'same-origin' }
  headers['content-type'] = route.consumes ?? 'application/json'
  return {
    method: route.method,
    headers,
    credentials: 'same-origin',
    body: route.consumes ? String(body) : JSON.stringify(body),
  }
}

/** Sends one request and waits at most 15 s for it; silence and a broken line are `unavailable`. */
export const send = async (
  route: Route,
  args: Parts,
  { idempotencyKey, signal }: CallOptions = {},
  accept = 'application/json',
): Promise<Response> => {
  const controller = new AbortController()
  const giveUp = (): void => controller.abort()
  const timer = setTimeout(giveUp, patience)
  signal?.addEventListener('abort', giveUp, { once: true })
  try {
    const response = await fetch(addressOf(route, args), {
      ...initOf(route, args, idempotencyKey, accept),
      signal: controller.signal,
    })
    if (!response.ok) throw await problemOf(response)
    return response
  } catch (error) {
    if (error instanceof ApiProblem) throw error
    if (signal?.aborted) throw error
    throw new ApiProblem({ code: 'unavailable', status: 0 })
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', giveUp)
  }
}

/** The body of an answer as its route declares it. */
export const readAnswer = async <R extends Route>(route: R, response: Response): Promise<AnswerOf<R>> => {
  if (route.answer === null || response.status === 204) return undefined as AnswerOf<R>
  return (await response.json()) as AnswerOf<R>
}

/** The arguments of a route with their types set aside, for the wire. */
export const partsOf = <R extends Route>(args: ArgsOf<R> | undefined): Parts => (args ?? {}) as Parts
