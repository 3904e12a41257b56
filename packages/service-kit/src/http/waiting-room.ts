import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Refusal } from '@popug/contracts/refusals.ts'
import type { ServiceName } from '@popug/contracts/topology.ts'
import { newId } from '../ids.ts'
import { problemOf, problemType } from './problem.ts'

export interface WaitingRoom {
  readonly port: number
  /** Lets go of the port; whoever was still asking is cut off. */
  close(): Promise<void>
}

/** Answers on a port for services that cannot work yet: they are alive, not ready, and everything else is `unavailable`. */
export const openWaitingRoom = async (
  services: readonly ServiceName[],
  listen: { readonly port: number; readonly host: string },
): Promise<WaitingRoom> => {
  const alive = new Set(services.map((name) => `/${name}/healthz`))
  const unready = new Set(services.map((name) => `/${name}/readyz`))
  const server = createServer(({ url = '' }, response) => {
    const say = (status: number, type: string, body: object): void => {
      // A connection that were kept would die under the next request, when the doors open.
      const passing = { connection: 'close', 'cache-control': 'no-store', 'retry-after': '1' }
      response.writeHead(status, { 'content-type': type, ...passing })
      response.end(JSON.stringify(body))
    }
    if (alive.has(url)) say(200, 'application/json; charset=utf-8', { status: 'alive' })
    else if (unready.has(url)) {
      say(503, 'application/json; charset=utf-8', { status: 'not ready', database: 'down', courier: 'down' })
    } else say(503, problemType, problemOf(new Refusal('unavailable'), newId()))
  })
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(listen, done)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise<void>((done) => server.close(() => done()))
      server.closeAllConnections()
      await closed
    },
  }
}
