import type { FastifyInstance } from 'fastify'
import type { Metrics } from '../metrics.ts'
import type { RunningService } from '../service/run-service.ts'

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

export interface HealthParts {
  readonly service: RunningService
  readonly metrics: Metrics
  /** Whether metrics are for everyone who reaches us, not this machine alone. */
  readonly openMetrics: boolean
}

/** `/healthz`: the process answers. `/readyz`: its database does, and how the courier is. `/metrics`: never for what a proxy passes on from outside. */
export const mountHealth = (app: FastifyInstance, { service, metrics, openMetrics }: HealthParts): void => {
  const { database, courier } = service

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
    const passedOn = request.headers['x-forwarded-for'] !== undefined
    if (!(openMetrics && !passedOn) && !loopback.has(request.ip)) return reply.callNotFound()
    return reply.type(metrics.contentType).send(await metrics.text())
  })
}
