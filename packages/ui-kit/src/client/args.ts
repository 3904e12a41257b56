import type { BodyOf, ParamsOf, QueryOf, Route } from '@popug/contracts/route.ts'

type Nothing = Record<never, never>

/** Optional fields may also be given as undefined: what filters that are off come to. */
type Loose<T> = { [K in keyof T]: Nothing extends Pick<T, K> ? T[K] | undefined : T[K] }

type Need<K extends string, T> = [T] extends [undefined]
  ? Nothing
  : Nothing extends T
    ? { readonly [P in K]?: Loose<T> }
    : { readonly [P in K]: Loose<T> }

/** What a call of this route must be given: `params`, `query` and `body`, each only where the route has it. */
export type ArgsOf<R extends Route> = Need<'params', ParamsOf<R>> & Need<'query', QueryOf<R>> & Need<'body', BodyOf<R>>

/** The arguments as a rest parameter, left out altogether where nothing is required. */
export type Given<R extends Route, More extends unknown[]> =
  Nothing extends ArgsOf<R> ? [args?: ArgsOf<R>, ...More] : [args: ArgsOf<R>, ...More]
