import type { Route } from '@popug/contracts/route.ts'
import type { ServiceName } from '@popug/contracts/topology.ts'
import type { Given } from './args.ts'
import type { RouteOptions } from './hooks.ts'
import { type ItemOf, type List, useList } from './list.ts'
import { newestFirst } from './newest-first.ts'

/** A row of several services' lists put together. */
export type OfService<T> = T & { readonly service: ServiceName }

interface Lists<T> extends List<OfService<T>> {
  /** The services that have not told, or do not tell what comes after their rows. */
  readonly silent: readonly ServiceName[]
}

/**
 * The same list of several services as one, newest first by `keyOf`; what answers is shown without waiting for the others.
 * `routes` is the same at every render.
 */
export const useLists = <R extends Route>(
  routes: readonly R[],
  keyOf: (row: ItemOf<R>) => string,
  ...[args, options]: Given<R, [options?: RouteOptions]>
): Lists<ItemOf<R>> => {
  const lists = routes.map((route) =>
    // biome-ignore lint/correctness/useHookAtTopLevel: the routes are the same at every render, so these are the same hooks
    useList<R>(route, ...([args, options] as unknown as Given<R, [options?: RouteOptions]>)),
  )
  const parts = lists.map(({ data = [], hasMore, error }, index) => ({
    rows: data.map((row) => ({ ...(row as object), service: routes[index]?.service }) as OfService<ItemOf<R>>),
    // What a service that fell silent has beyond its rows must not hold the others back.
    hasMore: hasMore && !error,
  }))
  const { rows, behind } = newestFirst(parts, keyOf)
  return {
    data: lists.some(({ data }) => data) ? rows : undefined,
    first: undefined,
    error: lists.every(({ error }) => error) ? (lists[0]?.error ?? null) : null,
    isPending: lists.every(({ isPending }) => isPending),
    refetch: () => Promise.all(lists.map(({ error, refetch }) => error && refetch())),
    hasMore: behind.length > 0,
    loadingMore: lists.some(({ loadingMore }) => loadingMore),
    more: () => {
      for (const index of behind) lists[index]?.more()
    },
    silent: routes.filter((_, index) => lists[index]?.error || !lists[index]?.data).map(({ service }) => service),
  }
}
