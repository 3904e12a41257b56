import { type PageOf, type PageRequest, pageRequest } from '@popug/service-kit'

const rowsAtOnce = 500

/** The rows of a whole list for CSV: read page after page while they are sent, so that no more than a page is held. */
export async function* everyPage<T>(read: (page: PageRequest) => Promise<PageOf<T>>): AsyncGenerator<T> {
  let page: PageRequest | null = { after: null, limit: rowsAtOnce }
  while (page) {
    const { items, next }: PageOf<T> = await read(page)
    yield* items
    page = next === null ? null : pageRequest({ after: next, limit: rowsAtOnce }, 1)
  }
}
