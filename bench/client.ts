import { Agent, request } from 'node:http'
import { authRoutes } from '@popug/contracts/auth.ts'
import { type AnswerOf, type BodyOf, type ParamsOf, pathOf, type QueryOf, type Route } from '@popug/contracts/route.ts'
import type { ServiceName } from '@popug/contracts/topology.ts'

/** Where services stand. */
export type Addresses = Readonly<Partial<Record<ServiceName, string>>>

interface Parts<R extends Route> {
  readonly params?: ParamsOf<R>
  readonly query?: QueryOf<R>
  readonly body?: BodyOf<R>
}

interface Answered {
  readonly status: number
  readonly text: string
  readonly cookies: readonly string[]
}

/** Somebody who calls services over connections that stay open, at as little cost as Node has. */
export class Client {
  readonly #addresses: Addresses
  readonly #agent: Agent
  #cookie = ''
  id = ''

  constructor(addresses: Addresses, connections = 64) {
    this.#addresses = addresses
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections })
  }

  /** Signs in, and again by whom this is called when a token has run out. */
  async signIn(email: string, password: string): Promise<this> {
    const { status, text, cookies } = await this.answer(authRoutes.signIn, { body: { email, password } })
    if (status !== 200) throw new Error(`${email} cannot sign in: ${status} ${text}`)
    this.#cookie = cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ')
    this.id = (JSON.parse(text) as AnswerOf<typeof authRoutes.signIn>).user.id
    return this
  }

  /** Calls a route; throws for anything but success. */
  async call<R extends Route>(route: R, parts: Parts<R> = {}): Promise<AnswerOf<R>> {
    const { status, text } = await this.answer(route, parts)
    if (status >= 300) throw new Error(`${route.name}: ${status} ${text}`)
    return (text === '' ? undefined : JSON.parse(text)) as AnswerOf<R>
  }

  /** Calls a route and answers whatever came. */
  answer<R extends Route>(route: R, { params, query, body }: Parts<R> = {}): Promise<Answered> {
    const address = this.#addresses[route.service]
    if (!address) throw new Error(`nobody said where ${route.service} stands`)
    const pairs = Object.entries((query as object | undefined) ?? {}).map(([name, value]): [string, string] => [
      name,
      String(value),
    ])
    const search = pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : ''
    const content = body === undefined ? '' : route.consumes ? String(body) : JSON.stringify(body)
    const headers = {
      cookie: this.#cookie,
      ...(content === ''
        ? {}
        : { 'content-type': route.consumes ?? 'application/json', 'content-length': Buffer.byteLength(content) }),
    }
    const url = address + pathOf(route, params as Record<string, string> | undefined) + search
    return new Promise((resolve, reject) => {
      const sent = request(url, { method: route.method, agent: this.#agent, headers }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const { statusCode: status = 0, headers } = response
          resolve({ status, text: Buffer.concat(chunks).toString(), cookies: headers['set-cookie'] ?? [] })
        })
      })
      sent.on('error', reject)
      sent.end(content)
    })
  }

  /** Closes its connections. */
  leave(): void {
    this.#agent.destroy()
  }
}
