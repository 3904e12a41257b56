import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What is answered in place of the system. */
export type Planted = (request: IncomingMessage, response: ServerResponse) => void

/** A web server in front of a system, as a company has one, that answers some addresses itself. */
export interface InFront {
  readonly address: string
  /** The paths that were asked for since the last time, each with its query. */
  take(): string[]
  /** Answers a path in the system's place, until `clear`. */
  plant(path: string, answer: Planted): void
  clear(): void
  close(): Promise<void>
}

/** Answers with a body of this kind. */
export const answering =
  (body: string, type = 'application/json', status = 200): Planted =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-cache' }).end(body)
  }

/** Takes the request and never answers. */
export const hanging: Planted = () => {}

/** Starts a web server in front of what stands at `target`. */
export const startInFront = async (target: string): Promise<InFront> => {
  const planted = new Map<string, Planted>()
  let asked: string[] = []
  const server = createServer((incoming, response) => {
    const address = incoming.url ?? '/'
    asked.push(address)
    const answer = planted.get(address.replace(/[?].*$/, ''))
    if (answer) return answer(incoming, response)
    const { method, headers } = incoming
    const passed = request(target + address, { method, headers }, (answered) => {
      response.writeHead(answered.statusCode ?? 502, answered.headers)
      answered.pipe(response)
    })
    passed.on('error', () => response.destroy())
    response.on('close', () => passed.destroy())
    incoming.pipe(passed)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take: () => {
      const taken = asked
      asked = []
      return taken
    },
    plant: (path, answer) => planted.set(path, answer),
    clear: () => planted.clear(),
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
