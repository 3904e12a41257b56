import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import files from '@fastify/static'
import { Refusal } from '@popug/contracts/refusals.ts'
import { speculationHeader } from '@popug/contracts/speculation.ts'
import type { FastifyInstance } from 'fastify'
import { allowScripts, scriptsIn } from './security.ts'

const year = 365 * 24 * 60 * 60

/** Serves built files, those with their hash in the name for a year, each compressed as it was when it was built. */
const serveFiles = async (app: FastifyInstance, folder: string): Promise<void> => {
  await app.register(files, {
    root: folder,
    prefix: '/',
    wildcard: false,
    index: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply, path) => {
      const hashed = path.includes('/assets/')
      reply.header('cache-control', hashed ? `public, max-age=${year}, immutable` : 'no-cache')
      reply.header('vary', 'accept-encoding')
    },
  })
}

/** Serves what all frontends share, below `/shared/`; nothing where it has not been built. */
export const mountShared = async (app: FastifyInstance, folder: string | undefined): Promise<void> => {
  if (!folder || !existsSync(folder)) return
  await app.register(async (scope) => serveFiles(scope, folder), { prefix: '/shared' })
}

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
  if (folder && page) await serveFiles(app, folder)
  const scripts = page ? scriptsIn(page.toString()) : []
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      request.method === 'GET' &&
      !request.url.startsWith(`/${service}/api/`) &&
      !/\.\w+$/.test(request.url.split('?')[0] ?? '')
    if (!page || !isPage) throw new Refusal('not_found')
    const policy = String(reply.getHeader('content-security-policy'))
    reply
      .header('content-security-policy', allowScripts(policy, scripts))
      .header('cache-control', 'no-cache')
      .header('speculation-rules', speculationHeader)
      .type('text/html; charset=utf-8')
      .send(page)
  })
}
