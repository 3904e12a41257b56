import { type ReactNode, useState } from 'react'
import { Loading } from './loading.tsx'
import { Problem } from './problem.tsx'

/** What `useRoute` and `useList` have in common. */
export interface Asked<T> {
  readonly data: T | undefined
  readonly error: unknown
  readonly isPending: boolean
  readonly refetch: () => unknown
}

interface QueryProps<T> {
  readonly of: Asked<T>
  readonly children: (data: T) => ReactNode
  /** What stands where there is nothing to show. */
  readonly empty?: ReactNode
  /** When there is nothing to show; an empty list unless told. */
  readonly isEmpty?: (data: T) => boolean
  readonly loading?: ReactNode
}

const emptyList = (data: unknown): boolean =>
  Array.isArray(data)
    ? data.length === 0
    : typeof data === 'object' && data !== null && 'items' in data && emptyList(data.items)

/** Shows a query in the state it is in: a skeleton, a problem with a way to try again, the empty page, or its data. */
export function Query<T>({ of, children, empty, isEmpty = emptyList, loading = <Loading /> }: QueryProps<T>) {
  // A question that failed is asked again by itself, too: until there is an answer the page does not flicker between two states.
  const [failed, setFailed] = useState<unknown>(null)
  if (of.error && of.error !== failed) setFailed(of.error)
  if (of.data !== undefined && failed !== null) setFailed(null)
  // Data that came before a failed refresh is better than an error in its place.
  if (of.data !== undefined) return <>{empty && isEmpty(of.data) ? empty : children(of.data)}</>
  if (of.error || failed) return <Problem error={of.error ?? failed} onRetry={of.refetch} asking={!of.error} />
  return <>{loading}</>
}
