import { authRoutes } from '@popug/contracts/auth.ts'
import type { Role } from '@popug/contracts/roles.ts'
import { type AnswerOf, type BodyOf, type ParamsOf, pathOf, type QueryOf, type Route } from '@popug/contracts/route.ts'
import {
  type Database,
  inProcessCourier,
  type MovableClock,
  movableClock,
  type ProgramParts,
  readInstallation,
  readSettings,
  type Session,
  startProgram,
  systemActorId,
} from '@popug/service-kit'
import { openTestDatabase } from '@popug/service-kit/testing'
import type { Tables } from '../db/tables.ts'
import { type AuthWorld, authService, registerFirstUser } from '../service.ts'

export interface Answer<R extends Route> {
  readonly status: number
  readonly body: AnswerOf<R> & { readonly code?: string; readonly errors?: readonly { readonly path: string }[] }
  readonly headers: Headers
}

interface Parts<R extends Route> {
  readonly params?: ParamsOf<R>
  readonly query?: QueryOf<R>
  readonly body?: BodyOf<R>
  readonly headers?: Record<string, string>
}

/** A browser: keeps the cookies it is given. */
export class Browser {
  readonly cookies = new Map<string, string>()
  readonly #address: string

  constructor(address: string) {
    this.#address = address
  }

  async call<R extends Route>(route: R, { params, query, body, headers = {} }: Parts<R> = {}): Promise<Answer<R>> {
    const search = new URLSearchParams(
      Object.entries(query ?? {}).map(([name, value]): [string, string] => [name, String(value)]),
    )
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const path = pathOf(route, params as Record<string, string> | undefined)
    const response = await fetch(`${this.#address}${path}?${search}`, {
      method: route.method,
      headers: {
        cookie,
        ...(body === undefined ? {} : { 'content-type': route.consumes ?? 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: route.consumes ? String(body) : JSON.stringify(body) }),
    })
    for (const line of response.headers.getSetCookie()) this.#keep(line)
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text), headers: response.headers }
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (/max-age=0/i.test(line)) this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}

export interface AuthProgram {
  readonly clock: MovableClock
  readonly database: Database<Tables>
  /** A session of the service itself. */
  readonly session: () => Session<AuthWorld>
  readonly browser: () => Browser
  /** Registers `<login>@popug.test` with the password `popug`. */
  readonly register: (login: string, role?: Role) => ReturnType<typeof registerFirstUser>
  /** A browser in which that person has signed in. */
  readonly signedIn: (login: string, password?: string) => Promise<Browser>
  readonly stop: () => Promise<void>
}

const nothing = (): void => undefined
const words = { fatal: nothing, error: nothing, warn: nothing, info: nothing, debug: nothing, trace: nothing }
const log = { ...words, level: 'silent', silent: nothing, child: () => log } as unknown as ProgramParts['log']

/** Starts auth as a program of its own: real tokens, a real verifier, real requests. */
export const startAuthProgram = async (env: Record<string, string> = {}): Promise<AuthProgram> => {
  const database = await openTestDatabase<object>()
  const clock = movableClock()
  const all = { SERVICE_SECRET: 'a secret that only the tests know, 32 or more', ...env }
  const program = await startProgram({
    services: [authService],
    settings: { ...readInstallation(all), ...readSettings(authService.settings, all) },
    openDatabase: () => database,
    courier: inProcessCourier(),
    clock,
    log,
    listen: { port: 0, host: '127.0.0.1' },
  })
  const [service] = program.services
  if (!service) throw new Error('auth does not run')
  const session = () => {
    const actor = { kind: 'service', id: systemActorId, name: 'auth' } as const
    return service.open({ actor, correlationId: 'test', log }) as unknown as Session<AuthWorld>
  }
  const browser = (): Browser => new Browser(program.address)
  return {
    clock,
    database: database as Database<Tables>,
    session,
    browser,
    register: (login, role = 'performer') =>
      registerFirstUser(session(), { email: `${login}@popug.test`, name: `${login} Popug`, role, password: 'popug' }),
    signedIn: async (login, password = 'popug') => {
      const it = browser()
      const { status } = await it.call(authRoutes.signIn, { body: { email: `${login}@popug.test`, password } })
      if (status !== 200) throw new Error(`${login} could not sign in: ${status}`)
      return it
    },
    stop: () => program.stop(),
  }
}
