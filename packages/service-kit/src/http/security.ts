import helmet, { type FastifyHelmetOptions } from '@fastify/helmet'
import fastify from 'fastify'

/** What every answer tells a browser about what it may do with it. Encryption, and so HSTS, is the matter of who stands in front. */
export const security: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      // Mantine writes its styles into the page.
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      upgradeInsecureRequests: null,
    },
  },
  hsts: false,
}

const ofTheAnswerItself = new Set(['content-length', 'content-type', 'connection', 'date'])

/** The same as headers, for a web server that serves the pages in our place. */
export const securityHeaders = async (): Promise<Readonly<Record<string, string>>> => {
  const app = fastify()
  await app.register(helmet, security)
  app.get('/', async () => '')
  const { headers } = await app.inject('/')
  await app.close()
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !ofTheAnswerItself.has(name))
      .map(([name, value]) => [name, String(value)]),
  )
}
