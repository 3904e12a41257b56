import { authRoutes, type Me } from '@popug/contracts/auth.ts'
import {
  type AnswerOf,
  type BodyOf,
  type ParamsOf,
  type Problem,
  pathOf,
  type QueryOf,
  type Route,
} from '@popug/contracts/route.ts'
import { type Addresses, addressesFrom } from './addresses.ts'

/** An answer that is not a success. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly status: number
  readonly problem: Problem

  constructor(route: Route, status: number, problem: Problem) {
    super(`${route.name}: ${status} ${problem.code} ${problem.detail ?? ''}`)
    this.status = status
    this.problem = problem
  }

  /** Why, in the words for people: of this case where they were given, else of the kind. */
  get reason(): string {
    return this.problem.detail ?? this.problem.title
  }
}

export interface CallParts<R extends Route> {
  readonly params?: ParamsOf<R>
  readonly query?: QueryOf<R>
  readonly body?: BodyOf<R>
  readonly key?: string
  readonly accept?: string
  /** Milliseconds that the answer may take. */
  readonly timeout?: number
}

const patience = 30_000

/** What an answer says of its failure, whoever it came from: a proxy on the way has its own words. */
const problemIn = (status: number, text: string): Problem => {
  try {
    return JSON.parse(text) as Problem
  } catch {
    return { type: 'about:blank', code: 'unavailable', title: 'an answer that is not Popug’s', status }
  }
}

/** A person at the REST interface: signs in, keeps the cookies, renews a token that has run out. */
export class Person {
  readonly #addresses: Addresses
  readonly #token: string | undefined
  #cookies = new Map<string, string>()
  #me: Me | undefined

  /** `address` says where the services stand, in one of the forms of `addressesFrom`. */
  constructor(address: string, token?: string) {
    this.#addresses = addressesFrom(address)
    this.#token = token
  }

  /** Who signed in; throws before that. */
  get me(): Me {
    if (!this.#me) throw new Error('nobody has signed in yet')
    return this.#me
  }

  async signIn(email: string, password: string): Promise<this> {
    const { user } = await this.call(authRoutes.signIn, { body: { email, password } })
    this.#me = user
    return this
  }

  /** Calls a route; throws `Refused` for anything but success. */
  async call<R extends Route>(route: R, parts: CallParts<R> = {}): Promise<AnswerOf<R>> {
    const response = await this.answer(route, parts)
    const text = await response.text()
    if (!response.ok) throw new Refused(route, response.status, problemIn(response.status, text))
    const isJson = response.headers.get('content-type')?.includes('json')
    return (isJson ? JSON.parse(text) : text || undefined) as AnswerOf<R>
  }

  /** Every item of a list, page by page. */
  async all<R extends Route>(
    route: R,
    parts: CallParts<R> = {},
  ): Promise<AnswerOf<R> extends { items: (infer T)[] } ? T[] : never> {
    const items: unknown[] = []
    let after: string | null = null
    do {
      const query = { ...(parts.query as object | undefined), limit: 500, ...(after === null ? {} : { after }) }
      const page = (await this.call(route, { ...parts, query } as CallParts<R>)) as {
        items: unknown[]
        next: string | null
      }
      items.push(...page.items)
      after = page.next
    } while (after !== null)
    return items as never
  }

  /** Calls a route and answers whatever came; a token that has run out is renewed once. */
  async answer<R extends Route>(route: R, parts: CallParts<R> = {}): Promise<Response> {
    const response = await this.#send(route, parts)
    if (response.status !== 401 || !this.#cookies.has('session') || route.name === authRoutes.renewSession.name)
      return response
    const renewed = await this.#send(authRoutes.renewSession, {})
    return renewed.ok ? this.#send(route, parts) : response
  }

  async #send<R extends Route>(route: R, parts: CallParts<R>): Promise<Response> {
    const { params, query, body, key, accept, timeout = patience } = parts
    const pairs = Object.entries((query as object | undefined) ?? {}).filter(([, value]) => value !== undefined)
    const search =
      pairs.length > 0
        ? `?${new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, String(value)]))}`
        : ''
    const headers: Record<string, string> = {
      cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    }
    if (this.#token) headers.authorization = `Bearer ${this.#token}`
    if (accept) headers.accept = accept
    if (key) headers['idempotency-key'] = key
    if (body !== undefined) headers['content-type'] = route.consumes ?? 'application/json'
    const path = pathOf(route, params as Record<string, string> | undefined)
    const address = this.#addresses(route.service)
    if (address === undefined) throw new Error(`nobody said where ${route.service} stands`)
    const response = await fetch(address + path + search, {
      method: route.method,
      headers,
      signal: AbortSignal.timeout(timeout),
      ...(body === undefined ? {} : { body: route.consumes ? (body as string) : JSON.stringify(body) }),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '') this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    return response
  }
}
