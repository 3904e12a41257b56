/** One list among those that are put together, as far as it has been fetched: newest first. */
export interface PartOfMany<T> {
  readonly rows: readonly T[]
  readonly hasMore: boolean
}

/**
 * Puts lists that come page by page together, newest first, as far as all of them are known: a row that is older than the
 * last one fetched of a list with more to come waits, for that list may still bring rows between. `behind`: the lists that the others
 * wait for, by their place.
 */
export const newestFirst = <T>(
  parts: readonly PartOfMany<T>[],
  keyOf: (row: T) => string,
): { readonly rows: T[]; readonly behind: readonly number[] } => {
  const ends = parts.map(({ rows, hasMore }) => {
    const last = rows.at(-1)
    return hasMore && last !== undefined ? keyOf(last) : ''
  })
  const known = ends.reduce((one, other) => (one > other ? one : other), '')
  const rows = parts
    .flatMap(({ rows: own }) => own.filter((row) => keyOf(row) >= known))
    .sort((one, other) => (keyOf(one) < keyOf(other) ? 1 : -1))
  return { rows, behind: known === '' ? [] : ends.flatMap((end, index) => (end === known ? [index] : [])) }
}
