import { createHmac } from 'node:crypto'
import { billingRoutes } from '@popug/contracts/billing.ts'
import { pathOf } from '@popug/contracts/route.ts'
import { type Clock, openSqlite } from '@popug/service-kit'
import type { Logger } from 'pino'
import { startBank } from '../bank/bank.ts'
import { Complaint } from './complaint.ts'
import { readAll, readEmbedded } from './settings.ts'

interface SandboxParts {
  readonly env: NodeJS.ProcessEnv
  /** The bank's own database. */
  readonly file: string
  readonly clock: Clock
  readonly log: Logger
  /** Whether it works by itself: pays later what it put off, and tells of it. */
  readonly jobs: boolean
}

interface Sandbox {
  readonly address: string
  /** What Billing has to be told. */
  readonly env: Readonly<Record<string, string>>
  /** Lets it tell Billing at this address what became of payouts. */
  tell(address: string): void
  stop(): Promise<void>
}

/** A secret that both sides of the same process can work out, and nobody else. */
const secretFrom = (serviceSecret: string): string =>
  createHmac('sha256', serviceSecret).update('popug/sandbox-bank/1').digest('hex')

/** Starts the sandbox bank on this machine's own address, unless another bank pays. */
export const startSandbox = async ({ env, file, clock, log, jobs }: SandboxParts): Promise<Sandbox | null> => {
  const settings = readAll(env)
  const { BANK_PORT: port } = readEmbedded(env)
  if (settings.PAYOUT_PROVIDER !== 'sandbox') return null
  const secret = secretFrom(settings.SERVICE_SECRET)
  let hearer: string | undefined
  const bank = await startBank({
    settings: { ...settings, SANDBOX_SECRET: secret },
    database: openSqlite(file),
    clock,
    log: log.child({ bank: 'sandbox' }),
    listen: { port, host: '127.0.0.1' },
    hearer: () => hearer,
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    throw new Complaint(`Port ${port} is taken, which BANK_PORT names. Leave it out, and a free one is taken.`)
  })
  return {
    address: bank.address,
    env: { SANDBOX_URL: bank.address, SANDBOX_SECRET: secret, SANDBOX_PAGE: `${bank.address}/` },
    tell: (address) => {
      if (jobs) hearer = address + pathOf(billingRoutes.hearBank)
    },
    stop: bank.stop,
  }
}
