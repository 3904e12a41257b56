/**
 * The sandbox bank: a server of its own that moves no money and treats test cards as contracts' `sandboxCards` says. What it
 * was asked under each key, and whether it has paid, stands in a store of its own: the register by which Popug is judged.
 */
import type { AddressInfo } from 'node:net'
import { isLanguage, preferredLanguage } from '@popug/contracts/languages.ts'
import { type Clock, type Database, migrate, validatorCompiler } from '@popug/service-kit'
import fastify from 'fastify'
import type { Logger } from 'pino'
import { startMessenger } from './notices.ts'
import { page, style } from './page.ts'
import { registerOn } from './register.ts'
import { mountRoutes } from './routes.ts'
import type { BankSettings } from './settings.ts'
import { migrations, type Tables } from './store.ts'

interface BankParts {
  readonly settings: BankSettings
  /** A database of the bank's own; closed when the bank is stopped. */
  readonly database: Database<object>
  readonly clock: Clock
  readonly log: Logger
  readonly listen: { readonly port: number; readonly host: string }
  /** Where it tells what became of payouts that were put off; undefined while nobody can hear it. */
  readonly hearer?: () => string | undefined
}

export interface Bank {
  readonly address: string
  /** Lets it do at once what is due. */
  wake(): void
  stop(): Promise<void>
}

/** Entries that its page shows. */
const shown = 200

const security = {
  'content-security-policy': "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}

/** Opens the bank. */
export const startBank = async ({ settings, log, clock, listen, ...parts }: BankParts): Promise<Bank> => {
  const database = parts.database as Database<Tables>
  await migrate(database, migrations, 'bank')
  const register = registerOn(database)
  const closing = new AbortController()
  const secret = settings.SANDBOX_SECRET
  const messenger = startMessenger({ register, clock, secret, hearer: parts.hearer ?? (() => undefined), log })

  // Requests are not logged: their bodies have card numbers in them.
  const app = fastify({ logger: false, bodyLimit: 4 * 1024, requestTimeout: 10_000, forceCloseConnections: true })
  app.setValidatorCompiler(validatorCompiler as never)
  app.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) log.error({ error: error.message }, 'the sandbox bank failed by a fault of ours')
    return reply.code(status).send({ error: status >= 500 ? 'internal' : 'wrong_request' })
  })
  app.addHook('onSend', async (_request, reply) => void reply.headers(security))
  app.get('/healthz', async () => ({ status: 'alive' }))
  app.get('/bank.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(style))
  app.get('/', async (request, reply) => {
    const { lang } = request.query as { lang?: unknown }
    const language = isLanguage(lang) ? lang : preferredLanguage((request.headers['accept-language'] ?? '').split(','))
    const [entries, counted] = await Promise.all([register.newest(shown), register.count()])
    return reply.type('text/html; charset=utf-8').send(page({ language, entries, counted }))
  })
  await app.register(
    async (scope) =>
      mountRoutes(scope, {
        register,
        clock,
        secret,
        slowMs: settings.SANDBOX_SLOW_MS,
        laterMs: settings.SANDBOX_LATER_MS,
        closing: closing.signal,
        onPending: messenger.wake,
      }),
    { prefix: '/v1' },
  )
  app.server.maxConnections = 500
  try {
    await app.listen(listen)
  } catch (error) {
    await messenger.stop()
    await database.close()
    throw error
  }
  const bound = app.server.address() as AddressInfo
  return {
    address: `http://${bound.family === 'IPv6' ? '[::1]' : '127.0.0.1'}:${bound.port}`,
    wake: messenger.wake,
    stop: async () => {
      closing.abort()
      await messenger.stop()
      await app.close()
      await database.close()
    },
  }
}
