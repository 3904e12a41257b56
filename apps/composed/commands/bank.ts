import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openSqlite, readSettings, readTogether, systemClock } from '@popug/service-kit'
import closeWithGrace from 'close-with-grace'
import pino from 'pino'
import { type Static, Type } from 'typebox'
import { startBank } from '../../bank/bank.ts'
import { BankSettings } from '../../bank/settings.ts'
import { Complaint } from '../../embedded/complaint.ts'
import { refuseThrowAways } from '../throw-aways.ts'

/** Settings of the sandbox bank as a container of its own. */
export const BankContainer = Type.Object({
  BANK_DATA: Type.String({
    minLength: 1,
    default: './bank',
    description: 'the folder in which the sandbox bank of the composed mode keeps its register',
    examples: ['./bank'],
  }),
  BANK_HEARER: Type.String({
    pattern: '^https?://',
    default: 'http://nginx:8080/billing/api/bank/notices',
    description: 'where the sandbox bank of the composed mode tells what became of payouts',
    examples: ['http://nginx:8080/billing/api/bank/notices'],
  }),
  PAYOUT_PROVIDER: Type.String({ default: '', description: 'who pays', examples: ['sandbox'] }),
  POPUG_DEMO: Type.Enum(['0', '1'], { default: '0', description: '1 for a demo', examples: ['0'] }),
  PORT: Type.Integer({ minimum: 0, maximum: 65_535, default: 3000, description: 'the port', examples: [3000] }),
  HOST: Type.String({ minLength: 1, default: '0.0.0.0', description: 'the address', examples: ['0.0.0.0'] }),
})

/** What a stop may take, in milliseconds. */
const graceTime = 10_000

/** Runs the sandbox bank until the process is asked to stop; only in a demo, or where it was asked for in so many words. */
export const bank = async (): Promise<void> => {
  const { env } = process
  const settings = readTogether([
    () => readSettings(BankContainer, env),
    () => readSettings(BankSettings, env),
    () => refuseThrowAways(env),
  ]) as Static<typeof BankContainer> & BankSettings
  if (settings.POPUG_DEMO !== '1' && settings.PAYOUT_PROVIDER !== 'sandbox') {
    throw new Complaint(
      'The sandbox bank moves no money. Outside of a demo it runs with PAYOUT_PROVIDER=sandbox alone.',
    )
  }
  const log = pino({ level: env.LOG_LEVEL || 'info' })
  mkdirSync(settings.BANK_DATA, { recursive: true, mode: 0o700 })
  const running = await startBank({
    settings,
    database: openSqlite(join(settings.BANK_DATA, 'bank.sqlite')),
    clock: systemClock,
    log,
    listen: { port: settings.PORT, host: settings.HOST },
    hearer: () => settings.BANK_HEARER,
  })
  closeWithGrace({ delay: graceTime, logger: false }, async ({ err }) => {
    if (err) log.fatal({ err }, 'an error that nobody caught')
    await running.stop()
  })
  log.info(`the sandbox bank at ${running.address}`)
}
