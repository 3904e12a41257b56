import { invalid } from '@popug/contracts/refusals.ts'

/** What a list was asked for: rows after a cursor, at most so many. */
export interface PageRequest {
  readonly after: readonly (string | number)[] | null
  readonly limit: number
}

export interface PageOf<T> {
  readonly items: T[]
  readonly next: string | null
}

const defaultLimit = 50

/** A cursor is the sort key of the last row seen, opaque on the wire. */
const encodeCursor = (key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url')

const decodeCursor = (cursor: string): (string | number)[] => {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(key) && key.length > 0 && key.every((part) => ['string', 'number'].includes(typeof part)))
      return key
  } catch {
    // falls through to the refusal
  }
  throw invalid('/query/after', 'no_cursor', 'is not a cursor that a list answered')
}

/** Reads `after` and `limit`; `parts` is how many columns the list is sorted by. Refuses a cursor of another list. */
export const pageRequest = (
  query: { after?: string | undefined; limit?: number | undefined },
  parts: number,
): PageRequest => {
  const after = query.after === undefined ? null : decodeCursor(query.after)
  if (after && after.length !== parts) throw invalid('/query/after', 'no_cursor', 'is a cursor of another list')
  return { after, limit: query.limit ?? defaultLimit }
}

/** A page of rows of which one more than asked was read, to know whether there are more. */
export const pageFrom = <T>(
  rows: readonly T[],
  limit: number,
  keyOf: (row: T) => readonly (string | number)[],
): PageOf<T> => {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null }
}

/** A page with each item in another form. */
export const mapPage = <A, B>(page: PageOf<A>, form: (item: A) => B): PageOf<B> => ({
  items: page.items.map(form),
  next: page.next,
})
