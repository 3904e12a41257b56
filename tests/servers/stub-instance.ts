import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as it came to an instance. */
export interface Heard {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly bytes: number
  /** Which connection it came by, counted from one. */
  readonly connection: number
}

/** Stands where an instance of a service would, and remembers what it was asked. */
export interface StubInstance {
  readonly address: string
  readonly heard: readonly Heard[]
  /** Ends it at once, whatever is under way. */
  close(): Promise<void>
}

/** Starts a server on a free port of this machine that answers every request as told. */
export const startStubInstance = async (
  answer: (request: Heard, response: ServerResponse) => void,
): Promise<StubInstance> => {
  const heard: Heard[] = []
  const connections = new Map<object, number>()
  const server = createServer((request, response) => {
    const connection = connections.get(request.socket) ?? connections.size + 1
    connections.set(request.socket, connection)
    let bytes = 0
    request.on('data', (chunk: Buffer) => (bytes += chunk.length))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const one = { method, path: url, headers, bytes, connection }
      heard.push(one)
      answer(one, response)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    close: async () => {
      const closed = new Promise((done) => server.close(done))
      server.closeAllConnections()
      await closed
    },
  }
}
