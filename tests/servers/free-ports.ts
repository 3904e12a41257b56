import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below 32768, from where Linux takes a port for every connection that it makes: one of those might be taken again before a server has it. */
const [first, last] = [10_240, 32_767]
const mostTries = 1_000

/** Listens on a port that nobody listens on. */
const taken = async (): Promise<{ port: number; leave: () => Promise<unknown> }> => {
  for (let tried = 0; tried < mostTries; tried++) {
    const port = first + Math.floor(Math.random() * (last - first + 1))
    const server = createServer().listen(port, '127.0.0.1')
    const isMine = await once(server, 'listening').then(
      () => true,
      () => false,
    )
    if (isMine) return { port, leave: () => once(server.close(), 'close') }
  }
  throw new Error(`no free port after ${mostTries} tries`)
}

/** A port for each name, all different, that nobody listened on a moment ago. */
export const freePorts = async <Name extends string>(...names: Name[]): Promise<Record<Name, number>> => {
  const found = []
  for (const name of names) found.push({ name, ...(await taken()) })
  await Promise.all(found.map(({ leave }) => leave()))
  return Object.fromEntries(found.map(({ name, port }) => [name, port])) as Record<Name, number>
}
