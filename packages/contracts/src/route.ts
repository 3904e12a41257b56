import { type Static, type TObject, type TSchema, Type } from 'typebox'
import { type FaultParams, faultCodes } from './faults.ts'
import { type RefusalCode, refusals } from './refusals.ts'
import type { Who } from './roles.ts'
import type { ServiceName } from './topology.ts'

/** One route as both sides know it: the server builds its door from it, the client its call, the documents their page. */
export interface Route {
  /** Unique over all services, verb-noun: `closeTask`. */
  readonly name: string
  readonly service: ServiceName
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/<service>/api`, with `:name` for parameters. */
  readonly path: string
  readonly who: Who
  /** False where an API token is never let in, whatever its scopes: sessions, passwords, tokens, cards. */
  readonly byToken?: false
  readonly summary: string
  readonly params?: TObject
  readonly query?: TObject
  readonly body?: TSchema
  /** The status of success; 200 unless told. */
  readonly status?: number
  /** What success answers; null: no content. */
  readonly answer: TSchema | null
  /** What it may refuse besides what every route may. */
  readonly refusals?: readonly RefusalCode[]
  /** A POST that creates: takes an `Idempotency-Key` header and answers the same to the same key. */
  readonly creates?: true
  /** Answers `Accept: text/csv` too. */
  readonly csv?: true
  /** Takes a body of another type than JSON. */
  readonly consumes?: 'text/csv'
  /** Takes a form too, as a mail program sends it; its fields are not read. Others refuse forms. */
  readonly takesForms?: true
  /** The handler gets the JSON text as it came, for a signature is over bytes; its schema is that of a text. */
  readonly raw?: true
  /** The largest body in bytes; 64 KiB unless told. */
  readonly bodyLimit?: number
}

/** Declares a route, keeping its exact type. */
export const route = <const R extends Route>(definition: R): R => definition

type Part<R, K extends string> = R extends { readonly [P in K]: infer S extends TSchema } ? Static<S> : undefined
export type ParamsOf<R> = Part<R, 'params'>
export type QueryOf<R> = Part<R, 'query'>
export type BodyOf<R> = Part<R, 'body'>
export type AnswerOf<R> = R extends { readonly answer: infer S extends TSchema } ? Static<S> : undefined

/** The whole path of a route with its parameters filled in, or with `:name` where no parameters are given. */
export const pathOf = (route: Route, params: Readonly<Record<string, string | number>> = {}): string =>
  `/${route.service}/api${route.path}`.replace(/:(\w+)/g, (whole, name: string) =>
    params[name] === undefined ? whole : encodeURIComponent(String(params[name])),
  )

/** What every list takes besides its own filters. */
export const paging = {
  after: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, description: 'the cursor `next` of the page before' }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, description: 'rows a page, 50 unless told' })),
}

/** Schemas of objects that refuse what they do not name. */
export const closedObject = <P extends Record<string, TSchema>>(properties: P, description?: string) =>
  Type.Object(properties, { additionalProperties: false, ...(description ? { description } : {}) })

/** A query object; every list's filters are one. */
export const query = closedObject

/** `{ items, next }`, the answer of every list. */
export const pageOf = <S extends TSchema>(item: S) =>
  Type.Object({ items: Type.Array(item), next: Type.Union([Type.String(), Type.Null()]) })

/** What the schema says, or null. */
export const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()])

/** RFC 9457 problem document with our `code`. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    code: Type.Enum(Object.keys(refusals) as RefusalCode[]),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.Optional(Type.String()),
    correlationId: Type.Optional(Type.String()),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          path: Type.String(),
          message: Type.String(),
          code: Type.Optional(Type.Enum([...faultCodes])),
          params: Type.Optional(Type.Unsafe<FaultParams>({ type: 'object' })),
        }),
      ),
    ),
  },
  { description: 'RFC 9457 problem document' },
)
export type Problem = Static<typeof Problem>
