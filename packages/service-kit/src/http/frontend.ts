import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import files from '@fastify/static'
import { Refusal } from '@popug/contracts/refusals.ts'
import type { FastifyInstance } from 'fastify'

const year = 365 * 24 * 60 * 60

/**
 * Serves a service's built frontend below its prefix: assets with their hash in the name for a year, the page itself
 * never from a cache; every path that is no file is a page of the app. Nothing where it has not been built.
 */
export const mountFrontend = async (
  app: FastifyInstance,
  service: string,
  folder: string | undefined,
): Promise<void> => {
  const page = folder && existsSync(join(folder, 'index.html')) ? readFileSync(join(folder, 'index.html')) : null
  if (folder && page) {
    await app.register(files, {
      root: folder,
      prefix: '/',
      wildcard: false,
      index: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const hashed = path.includes('/assets/')
        reply.header('cache-control', hashed ? `public, max-age=${year}, immutable` : 'no-cache')
      },
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      request.method === 'GET' &&
      !request.url.startsWith(`/${service}/api/`) &&
      !/\.\w+$/.test(request.url.split('?')[0] ?? '')
    if (!page || !isPage) throw new Refusal('not_found')
    reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page)
  })
}
