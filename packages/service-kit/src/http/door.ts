import type { AnswerOf, BodyOf, ParamsOf, QueryOf, Route } from '@popug/contracts/route.ts'
import type { Session, World } from '../service/world.ts'
import type { Actor } from './session.ts'

/** A cookie to set; `maxAge` in seconds, 0 deletes it. */
export interface Cookie {
  readonly name: string
  readonly value: string
  readonly maxAge: number
  /** Not to be read by scripts. */
  readonly httpOnly: boolean
}

/** What came over HTTP besides what the schemas name. */
export interface Caller {
  readonly ip: string
  readonly device: string
  /** Where we were asked, for links that lead back to us: `https://popug.example`. */
  readonly origin: string
  readonly wantsCsv: boolean
  cookie(name: string): string | undefined
  /** A header by its name in small letters; undefined where it came several times. */
  header(name: string): string | undefined
  setCookie(cookie: Cookie): void
}

/** One request at a door: parsed, checked against its schemas and its rule. */
export interface Call<W extends World, R extends Route> extends Session<W> {
  readonly params: ParamsOf<R>
  readonly query: QueryOf<R>
  readonly body: BodyOf<R>
  readonly caller: Caller
  /** The person asking. Throws at a door that admits others, where nobody has signed in. */
  readonly person: Extract<Actor, { kind: 'person' }>
  /**
   * Whose rows an `own` route shows: everyone's (undefined) or the asked one's for roles that may see all, otherwise the
   * caller's own; refuses with `forbidden` when another's are asked for.
   */
  ownRows(asked?: string): string | undefined
  /** Refuses with `forbidden` unless the row is the caller's own or their role sees all. */
  mustSee(ownerId: string): void
}

/** An answer in CSV instead of JSON: lines made as they are sent. */
export class Csv {
  readonly fileName: string
  readonly rows: AsyncIterable<readonly (string | number | null)[]> | Iterable<readonly (string | number | null)[]>

  constructor(fileName: string, rows: Csv['rows']) {
    this.fileName = fileName
    this.rows = rows
  }
}

/** An answer of a route with status 303 that leads on: to a path of this origin. */
export class Redirect {
  readonly to: string

  constructor(to: `/${string}`) {
    this.to = to
  }
}

type Instead<R> =
  | (R extends { readonly csv: true } ? Csv : never)
  | (R extends { readonly status: 303 } ? Redirect : never)

/** A route with what stands behind it. */
export interface Door<W extends World, R extends Route = Route> {
  readonly route: R
  readonly handle: (call: Call<W, R>) => Promise<AnswerOf<R> | Instead<R>>
}
