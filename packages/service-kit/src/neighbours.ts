import { Refusal, type RefusalCode, refusals } from '@popug/contracts/refusals.ts'
import { type AnswerOf, type BodyOf, type ParamsOf, pathOf, type QueryOf, type Route } from '@popug/contracts/route.ts'
import type { ServiceName } from '@popug/contracts/topology.ts'
import { insideTransaction } from './db/inside-transaction.ts'

/** Milliseconds that a neighbour has to answer. */
const defaultTimeout = 5_000

export interface CallParts<R extends Route> {
  readonly params?: ParamsOf<R> extends undefined ? never : ParamsOf<R>
  readonly query?: QueryOf<R> extends undefined ? never : QueryOf<R>
  readonly body?: BodyOf<R> extends undefined ? never : BodyOf<R>
  readonly timeout?: number
}

/** Other services over REST, for reference only: each call has a time limit and none starts inside a transaction. */
export interface Neighbours {
  /** Rejects with the neighbour's own refusal, or with `unavailable` when it does not answer well or in time. */
  call<R extends Route>(route: R, parts: CallParts<R>): Promise<AnswerOf<R>>
}

export interface NeighboursParts {
  /** Where a service stands: `http://tasks:3000`. */
  readonly baseUrl: (service: ServiceName) => string
  readonly credential: () => Promise<string>
  readonly fetch?: typeof fetch
}

const queryText = (query: object | undefined): string => {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined)
  return pairs.length === 0
    ? ''
    : `?${new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, String(value)]))}`
}

const refusalFrom = async (response: Response, service: ServiceName): Promise<Refusal> => {
  const problem = (await response.json().catch(() => null)) as { code?: unknown; detail?: unknown } | null
  const code = problem?.code
  const known = typeof code === 'string' && Object.hasOwn(refusals, code)
  // `not_signed_in` is about our credential, not about the person who asked us.
  if (response.status >= 500 || !known || code === 'not_signed_in')
    return new Refusal('unavailable', `${service} answered ${response.status}`)
  const seconds = Number(response.headers.get('retry-after'))
  return new Refusal(
    code as RefusalCode,
    typeof problem?.detail === 'string' ? problem.detail : undefined,
    seconds > 0 ? { retryAfter: seconds } : {},
  )
}

/** Calls neighbours over HTTP with the service's own credential. */
export const httpNeighbours = ({ baseUrl, credential, fetch: send = fetch }: NeighboursParts): Neighbours => ({
  call: async (route, { params, query, body, timeout = defaultTimeout }) => {
    if (insideTransaction()) throw new Error(`a call to ${route.service} inside a transaction`)
    const url = baseUrl(route.service) + pathOf(route, params as Record<string, string> | undefined) + queryText(query)
    const headers: Record<string, string> = {
      authorization: `Bearer ${await credential()}`,
      accept: 'application/json',
    }
    if (body !== undefined) headers['content-type'] = 'application/json'
    try {
      const response = await send(url, {
        method: route.method,
        headers,
        signal: AbortSignal.timeout(timeout),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      if (!response.ok) throw await refusalFrom(response, route.service)
      return (route.answer === null ? undefined : await response.json()) as AnswerOf<typeof route>
    } catch (error) {
      if (error instanceof Refusal) throw error
      throw new Refusal('unavailable', `${route.service} does not answer: ${(error as Error).message}`)
    }
  },
})
