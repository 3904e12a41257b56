import { createHash } from 'node:crypto'
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

const ownScripts = "script-src 'self'"

/** The policy that lets these scripts run too, by their digests: the import map of a page stands in the page itself. */
export const allowScripts = (policy: string, sources: readonly string[]): string => {
  if (!policy.includes(ownScripts)) throw new Error(`The policy does not speak of scripts: ${policy}`)
  return policy.replace(ownScripts, [ownScripts, ...sources].join(' '))
}

/** The digests of the scripts that stand in a page, as a policy names them. */
export const scriptsIn = (page: string): string[] =>
  [...page.matchAll(/<script\b(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  )

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
