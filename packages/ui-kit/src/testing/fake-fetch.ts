import type { Route } from '@popug/contracts/route.ts'
import { allRoutes } from '@popug/contracts/routes.ts'
import { ApiProblem } from '../client/problem.ts'

/** A request as a fake answer sees it. */
export interface FakeRequest {
  readonly route: string
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
  readonly headers: Headers
}
type Answer = unknown | ((request: FakeRequest) => unknown)

/** What each route answers, by its name in the contracts: a value, an `ApiProblem` to refuse with, or a function that gives either. */
export type FakeRoutes = Readonly<Record<string, Answer>>

const patternOf = (route: Route): RegExp =>
  new RegExp(`^/${route.service}/api${route.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`)

// Plain paths before those with parameters: `/users/me` is not `/users/:id`.
const known = allRoutes
  .map((route) => ({ route, pattern: patternOf(route) }))
  .sort((one, other) => Number(one.route.path.includes(':')) - Number(other.route.path.includes(':')))

const routeAt = (method: string, path: string) => {
  for (const { route, pattern } of known) {
    const match = route.method === method ? pattern.exec(path) : null
    if (match) return { route, params: { ...match.groups } }
  }
  throw new Error(`The contracts have no ${method} ${path}`)
}

const respond = (route: Route, answer: unknown): Response => {
  if (answer instanceof ApiProblem) {
    const { code, status, title, detail, errors, correlationId } = answer
    return Response.json({ type: 'about:blank', code, status, title, detail, errors, correlationId }, { status })
  }
  const status = route.status ?? 200
  return answer === undefined || status === 204
    ? new Response(null, { status: 204 })
    : Response.json(answer, { status })
}

/** A `fetch` that answers from the table and keeps what it was asked in `asked`; a route not in the table is `unavailable`. */
export const fakeFetch = (
  routes: FakeRoutes,
  neighbours: (path: string) => Promise<Response> | Response | undefined = () => undefined,
): { fetch: typeof fetch; asked: FakeRequest[] } => {
  const asked: FakeRequest[] = []
  const answer = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const address = new URL(input instanceof Request ? input.url : input, 'http://localhost')
    const ofNeighbour = neighbours(address.pathname)
    if (ofNeighbour) return ofNeighbour
    const { route, params } = routeAt(init.method ?? 'GET', address.pathname)
    const headers = new Headers(init.headers)
    const json = headers.get('content-type') === 'application/json'
    const request: FakeRequest = {
      route: route.name,
      params,
      query: Object.fromEntries(address.searchParams),
      body: json ? JSON.parse(String(init.body)) : init.body,
      headers,
    }
    asked.push(request)
    if (!(route.name in routes)) return respond(route, new ApiProblem({ code: 'unavailable', status: 503 }))
    const given = routes[route.name]
    return respond(route, await (typeof given === 'function' ? given(request) : given))
  }
  return { fetch: answer as typeof fetch, asked }
}
