import { type Clock, openSqlite } from '@popug/service-kit'
import pino from 'pino'
import { startBank } from '../../../../apps/bank/bank.ts'
import type { Entry, Tables } from '../../../../apps/bank/store.ts'

/** The sandbox bank on a free port, with a register in memory. */
export interface TestBank {
  readonly address: string
  /** What Billing must be told to be paid by it. */
  readonly env: Readonly<Record<string, string>>
  /** Every entry of its register. */
  entries(): Promise<Entry[]>
  /** Those of them that were paid. */
  charges(): Promise<Entry[]>
  /** Goes by this clock from now on. */
  follow(clock: Clock): void
  /** Where notices go from now on. */
  tell(url: string): void
  /** Does at once what is due. */
  wake(): void
  stop(): Promise<void>
}

/** Milliseconds after which the card that is paid later is paid. */
export const laterMs = 60_000

/** Starts the sandbox bank for tests; its slow card takes as long as told. */
export const startTestBank = async ({ slowMs = 20 } = {}): Promise<TestBank> => {
  const database = openSqlite<Tables>(':memory:')
  const secret = 'a secret that only tests know'
  let clock: Clock = { now: Date.now }
  let hearer: string | undefined
  const bank = await startBank({
    settings: { SANDBOX_SECRET: secret, SANDBOX_SLOW_MS: slowMs, SANDBOX_LATER_MS: laterMs },
    database: database as never,
    clock: { now: () => clock.now() },
    log: pino({ level: 'silent' }),
    listen: { port: 0, host: '127.0.0.1' },
    hearer: () => hearer,
  })
  const all = () => database.query.selectFrom('entries').selectAll().orderBy('idempotencyKey')
  return {
    address: bank.address,
    env: { SANDBOX_URL: bank.address, SANDBOX_SECRET: secret },
    entries: () => all().execute(),
    charges: () => all().where('status', '=', 'paid').execute(),
    follow: (next) => {
      clock = next
    },
    tell: (url) => {
      hearer = url
    },
    wake: bank.wake,
    stop: bank.stop,
  }
}
