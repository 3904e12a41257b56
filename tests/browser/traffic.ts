import type { Page } from 'playwright-core'

/** One answer that a page waited for: what it was, whether it crossed the network, and the bytes of its body that did, as they travelled. */
export interface Fetched {
  readonly path: string
  readonly kind: string
  readonly cached: boolean
  readonly bytes: number
}

interface Response {
  readonly requestId: string
  readonly type: string
  readonly response: { readonly url: string; readonly fromDiskCache?: boolean; readonly fromPrefetchCache?: boolean }
}

/** Notes all that a page fetches from now on; `take` answers what there is, and begins anew. */
export const trafficOf = async (page: Page): Promise<{ take: () => Fetched[] }> => {
  const session = await page.context().newCDPSession(page)
  const inMemory = new Set<string>()
  const answers = new Map<string, Response>()
  const bodies = new Map<string, number>()
  let done: Fetched[] = []
  session.on('Network.requestServedFromCache', ({ requestId }) => inMemory.add(requestId))
  session.on('Network.responseReceived', (answer) => answers.set(answer.requestId, answer))
  session.on('Network.dataReceived', ({ requestId, encodedDataLength }) =>
    bodies.set(requestId, (bodies.get(requestId) ?? 0) + encodedDataLength),
  )
  session.on('Network.loadingFinished', ({ requestId }) => {
    const answer = answers.get(requestId)
    if (!answer) return
    const { url, fromDiskCache = false, fromPrefetchCache = false } = answer.response
    const cached = fromDiskCache || fromPrefetchCache || inMemory.has(requestId)
    done.push({
      path: new URL(url).pathname,
      kind: answer.type,
      cached,
      bytes: cached ? 0 : (bodies.get(requestId) ?? 0),
    })
  })
  await session.send('Network.enable')
  return {
    take: () => {
      const taken = done
      done = []
      return taken
    },
  }
}
