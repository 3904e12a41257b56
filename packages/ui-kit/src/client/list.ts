import type { AnswerOf, Route } from '@popug/contracts/route.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ArgsOf, Given } from './args.ts'
import { call } from './call.ts'
import { keyOf, type RouteOptions } from './hooks.ts'

/** The part of a list's answer that paging needs. */
interface PageLike<T> {
  readonly items: readonly T[]
  readonly next: string | null
}
export type ItemOf<R extends Route> = AnswerOf<R> extends { items: (infer T)[] } ? T : never

export interface List<T, P = unknown> {
  /** All rows fetched so far. */
  readonly data: T[] | undefined
  /** The first page whole, for what an answer carries besides its rows. */
  readonly first: P | undefined
  readonly error: Error | null
  readonly isPending: boolean
  readonly refetch: () => unknown
  readonly hasMore: boolean
  readonly loadingMore: boolean
  readonly more: () => void
}

/** The rows of a list route, page after page by its cursor: `more()` fetches the next, while `hasMore`. */
export const useList = <R extends Route>(
  route: R,
  ...[args, options = {}]: Given<R, [options?: RouteOptions]>
): List<ItemOf<R>, AnswerOf<R>> => {
  const { keep, ...rest } = options
  const { query: filters, ...others } = (args ?? {}) as { query?: Record<string, unknown> }
  const query = useInfiniteQuery({
    queryKey: [...keyOf(route, args ?? ({} as ArgsOf<R>)), 'pages'],
    queryFn: async ({ pageParam, signal }): Promise<PageLike<ItemOf<R>>> => {
      const page = { ...others, query: { ...filters, after: pageParam } }
      const answer: unknown = await call<R>(
        route,
        ...([page, { signal }] as unknown as Given<R, [{ signal: AbortSignal }]>),
      )
      return answer as PageLike<ItemOf<R>>
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: PageLike<ItemOf<R>>) => last.next ?? undefined,
    ...(keep ? { placeholderData: (previous) => previous } : {}),
    ...rest,
  })
  return {
    data: query.data?.pages.flatMap((page) => page.items),
    first: query.data?.pages[0] as AnswerOf<R> | undefined,
    error: query.error,
    isPending: query.isPending,
    refetch: query.refetch,
    hasMore: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    more: () => void query.fetchNextPage(),
  }
}
