import type { AnswerOf, Route } from '@popug/contracts/route.ts'
import { type UseQueryResult, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ArgsOf, Given } from './args.ts'
import { call } from './call.ts'

export interface RouteOptions {
  readonly enabled?: boolean
  /** Milliseconds for which an answer counts as fresh. */
  readonly staleTime?: number
  /** Ask again this often, in milliseconds. */
  readonly refetchInterval?: number | false
  /** Keep showing the last answer while another one (of other filters) is on its way. */
  readonly keep?: boolean
}

interface OneRouteOptions<R extends Route> extends Omit<RouteOptions, 'refetchInterval'> {
  /** Ask again this often, in milliseconds; or decide by the last answer. */
  readonly refetchInterval?: number | false | ((last: AnswerOf<R> | undefined) => number | false)
}

/** The key of a query: the service first, so that one service's answers can be dropped together. */
export const keyOf = <R extends Route>(route: R, args?: ArgsOf<R>): readonly unknown[] => [
  route.service,
  route.name,
  args ?? {},
]

/** What a GET route answers, cached: React Query's result. */
export const useRoute = <R extends Route>(
  route: R,
  ...[args, options = {}]: Given<R, [options?: OneRouteOptions<R>]>
): UseQueryResult<AnswerOf<R>> => {
  const { keep, refetchInterval: again = false, ...rest } = options
  return useQuery<AnswerOf<R>>({
    queryKey: keyOf(route, args),
    queryFn: ({ signal }) => call<R>(route, ...([args, { signal }] as unknown as Given<R, [{ signal: AbortSignal }]>)),
    ...(keep ? { placeholderData: (previous: AnswerOf<R> | undefined) => previous as never } : {}),
    refetchInterval: typeof again === 'function' ? ({ state }) => again(state.data) : again,
    ...rest,
  })
}

/** What several routes of one kind answer, the same question to each service: their results in the order of the routes. */
export const useRoutes = <R extends Route>(
  routes: readonly R[],
  ...[args, options = {}]: Given<R, [options?: Omit<RouteOptions, 'keep'>]>
): UseQueryResult<AnswerOf<R>>[] =>
  useQueries({
    queries: routes.map((route) => ({
      queryKey: keyOf(route, args),
      queryFn: ({ signal }: { signal: AbortSignal }): Promise<AnswerOf<R>> =>
        call<R>(route, ...([args, { signal }] as unknown as Given<R, [{ signal: AbortSignal }]>)),
      ...options,
    })),
  }) as UseQueryResult<AnswerOf<R>>[]

/** A function that marks answers of these routes (or of a whole service) as old, so that what shows them asks again. */
export const useInvalidate = (): ((of: readonly Route[] | Route['service']) => Promise<void>) => {
  const client = useQueryClient()
  return async (of) => {
    const keys = typeof of === 'string' ? [[of]] : of.map((route) => [route.service, route.name])
    await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })))
  }
}
