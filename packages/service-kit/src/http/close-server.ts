import type { FastifyInstance } from 'fastify'

/** Milliseconds that requests under way have to be answered. */
const patience = 10_000
const lookEvery = 20

/**
 * Prepares a server to be closed without waiting for browsers that keep connections open: Node counts a connection on
 * which nothing has been asked yet as busy. Answers how to close it: what is under way is answered, for at most ten
 * seconds, then every connection is cut.
 */
export const closerOf = (server: FastifyInstance): (() => Promise<void>) => {
  let underWay = 0
  server.server.on('request', (_request, response) => {
    underWay += 1
    response.once('close', () => {
      underWay -= 1
    })
  })
  return async () => {
    const deadline = Date.now() + patience
    const cut = setInterval(() => {
      if (underWay === 0 || Date.now() > deadline) server.server.closeAllConnections()
    }, lookEvery)
    await server.close().finally(() => clearInterval(cut))
  }
}
