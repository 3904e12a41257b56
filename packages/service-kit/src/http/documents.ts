import swagger from '@fastify/swagger'
import scalar from '@scalar/fastify-api-reference'
import type { FastifyInstance } from 'fastify'

/** Publishes the service's OpenAPI at `/api/openapi.json` and a page to read it at `/api/docs`. */
export const mountDocuments = async (app: FastifyInstance, service: string): Promise<void> => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: `Popug: ${service}`,
        version: '1.0.0',
        description:
          'Days are in the business time zone, times in UTC, amounts whole minor units. Refusals are RFC 9457 problem documents.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'session' },
          token: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'popug_…',
            description:
              'An API token made on one’s profile page; it does what its scopes and its owner’s role both allow.',
          },
          service: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        },
      },
      security: [{ session: [] }],
    },
  })
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  await app.register(scalar, {
    routePrefix: '/api/docs',
    configuration: {
      url: `/${service}/api/openapi.json`,
      withDefaultFonts: false,
      telemetry: false,
      hideClientButton: true,
    },
  })
}
