import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** Stands between a client and a MySQL server; passes everything on until told to lose the answer to a commit. */
export interface CommitLosingProxy {
  readonly url: string
  /** The next commit reaches the server, and the connection breaks before its answer comes back. */
  loseNextCommit(): void
  close(): Promise<void>
}

/** A packet's header of four bytes, then the command for a query, then, of MySQL, its attributes, then its text. */
const saysCommit = (chunk: Buffer): boolean =>
  chunk[4] === 3 && chunk.length < 16 && chunk.toString('latin1').endsWith('commit')

/** Starts such a proxy before the server at `url`. */
export const startCommitLosingProxy = async (url: string): Promise<CommitLosingProxy> => {
  const { hostname, port } = new URL(url)
  const sockets = new Set<Socket>()
  let armed = false
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname)
    let lost = false
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
    }
    client.on('data', (chunk) => {
      lost ||= armed && saysCommit(chunk)
      if (lost) armed = false
      upstream.write(chunk)
    })
    // The server has answered, so it has committed.
    upstream.on('data', (chunk) => (lost ? client.destroy() : client.write(chunk)))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const through = new URL(url)
  through.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: through.href,
    loseNextCommit: () => {
      armed = true
    },
    close: async () => {
      server.close()
      for (const socket of sockets) socket.destroy()
      await once(server, 'close')
    },
  }
}
