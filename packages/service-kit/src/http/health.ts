import type { FastifyInstance } from 'fastify'
import type { Metrics } from '../metrics.ts'
import type { RunningService } from '../service/run-service.ts'

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** `/healthz`: the process answers. `/readyz`: its database and courier do. `/metrics`: for neighbours on this machine or behind the proxy. */
export const mountHealth = (app: FastifyInstance, { database, courier }: RunningService, metrics: Metrics): void => {
  app.get('/healthz', { schema: { hide: true }, logLevel: 'silent' }, async () => ({ status: 'alive' }))

  app.get('/readyz', { schema: { hide: true }, logLevel: 'silent' }, async (_request, reply) => {
    const databaseUp = await database.ping().then(
      () => true,
      () => false,
    )
    const courierUp = courier.state() === 'up'
    reply.code(databaseUp ? 200 : 503)
    return {
      status: databaseUp ? 'ready' : 'not ready',
      database: databaseUp ? 'up' : 'down',
      courier: courierUp ? 'up' : 'down',
    }
  })

  app.get('/metrics', { schema: { hide: true }, logLevel: 'silent' }, async (request, reply) => {
    if (!loopback.has(request.ip)) return reply.callNotFound()
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
}
