/** As many ids as fit a request line of 8 kB with room to spare. */
const most = 100

interface Asker<T> {
  readonly promise: Promise<T | null>
  readonly resolve: (found: T | null) => void
  readonly reject: (reason: unknown) => void
}

const newAsker = <T>(): Asker<T> => {
  let resolve: Asker<T>['resolve'] = () => {}
  let reject: Asker<T>['reject'] = () => {}
  const promise = new Promise<T | null>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}

/**
 * Turns many single look-ups made at about the same time into few: ids asked within a tick go out together, at most
 * 100 a request. What the answer does not name resolves to null; a failed request fails all who waited for it.
 */
export const batched = <T>(
  fetchMany: (ids: string[]) => Promise<readonly T[]>,
  idOf: (found: T) => string,
): ((id: string) => Promise<T | null>) => {
  let waiting = new Map<string, Asker<T>>()

  const fetchSome = async (some: [string, Asker<T>][]): Promise<void> => {
    try {
      const found = new Map((await fetchMany(some.map(([id]) => id))).map((one) => [idOf(one), one]))
      for (const [id, asker] of some) asker.resolve(found.get(id) ?? null)
    } catch (error) {
      for (const [, asker] of some) asker.reject(error)
    }
  }

  const flush = (): void => {
    const all = [...waiting]
    waiting = new Map()
    for (let from = 0; from < all.length; from += most) void fetchSome(all.slice(from, from + most))
  }

  return (id) => {
    const asked = waiting.get(id)
    if (asked) return asked.promise
    if (waiting.size === 0) setTimeout(flush, 0)
    const asker = newAsker<T>()
    waiting.set(id, asker)
    return asker.promise
  }
}
