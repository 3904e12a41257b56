import type { Route } from '@popug/contracts/route.ts'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useUrlState } from '../app/url-state.ts'
import type { Given } from './args.ts'
import { type RouteOptions, useRoute } from './hooks.ts'
import type { ItemOf } from './list.ts'

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The cursors of the pages before this one, as far as they were passed on the way here. */
    cursorsBefore?: readonly string[]
  }
}

const firstPage = { after: '', page: '' }

/** Filters in the address, as with `useUrlState`; a change of them leads back to the first page. */
export const useFilters = <S extends Record<string, string>>(
  defaults: S,
): [state: S, set: (change: Partial<S>) => void] => {
  const [state, set] = useUrlState({ ...defaults, ...firstPage })
  return [state, (change) => set({ ...firstPage, ...change } as Partial<S & typeof firstPage>)]
}

/** One page of a list, and the ways from it. */
export interface PagedList<T> {
  readonly data: T[] | undefined
  readonly error: Error | null
  readonly isPending: boolean
  /** Another page is on its way while this one is still shown. */
  readonly turning: boolean
  readonly refetch: () => unknown
  /** Counted from 1. */
  readonly page: number
  readonly toFirst: (() => void) | undefined
  readonly toBefore: (() => void) | undefined
  readonly toNext: (() => void) | undefined
}

/**
 * A list of which one page is shown, whatever its length: the page stands in the address (`after`, `page`), and is all
 * that is asked again when something has changed.
 */
export const usePagedList = <R extends Route>(
  route: R,
  ...[args, options = {}]: Given<R, [options?: Omit<RouteOptions, 'keep'>]>
): PagedList<ItemOf<R>> => {
  const [at] = useUrlState(firstPage)
  const navigate = useNavigate()
  const before = useRouterState({ select: ({ location }) => location.state.cursorsBefore ?? [] })
  const { query: filters, ...others } = (args ?? {}) as { query?: Record<string, unknown> }
  const asked = { ...others, query: { ...filters, after: at.after || undefined } }
  const found = useRoute<R>(route, ...([asked, { ...options, keep: true }] as unknown as Given<R, [RouteOptions]>))
  const answer = found.data as unknown as { items: ItemOf<R>[]; next: string | null } | undefined
  const page = Math.max(1, Number.parseInt(at.page, 10) || 1)

  const turn = (to: number, after: string, cursorsBefore: readonly string[]): void => {
    void navigate({
      to: '.',
      search: (old: Readonly<Record<string, unknown>>) => ({
        ...old,
        after: after || undefined,
        page: to > 1 ? String(to) : undefined,
      }),
      state: { cursorsBefore },
    })
  }
  const next = answer?.next
  const isFirst = at.after === ''
  return {
    data: answer?.items,
    error: found.error,
    isPending: found.isPending,
    turning: found.isPlaceholderData,
    refetch: found.refetch,
    page,
    toFirst: isFirst ? undefined : () => turn(1, '', []),
    // Who came by a link has passed no pages: for them the first one is the way back.
    toBefore:
      isFirst || (before.length === 0 && page > 2)
        ? undefined
        : () => turn(page - 1, before.at(-1) ?? '', before.slice(0, -1)),
    toNext: next ? () => turn(page + 1, next, isFirst ? [''] : [...before, at.after]) : undefined,
  }
}
