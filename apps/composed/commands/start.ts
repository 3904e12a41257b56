import type { Program } from '@popug/service-kit'
import closeWithGrace from 'close-with-grace'
import pino from 'pino'
import { startComposed } from '../composed.ts'
import { readComposed } from '../settings.ts'

/** What a stop may take: requests under way, then the services one by one. */
const graceTime = 20_000

/** Runs the services until the process is asked to stop. */
export const start = async (): Promise<void> => {
  const composed = readComposed({ ...firstAdminOfDemo(process.env), ...process.env })
  const log = pino({ level: composed.settings.LOG_LEVEL })
  const stop = new AbortController()
  const starting = startComposed({ composed, log, signal: stop.signal })
  closeWithGrace({ delay: graceTime, logger: false }, async ({ err }) => {
    if (err) log.fatal({ err }, 'an error that nobody caught')
    stop.abort()
    const program = await starting.catch((): Program | null => null)
    await program?.stop()
  })
  try {
    const { address, services } = await starting
    log.info(`${services.map(({ definition }) => definition.name).join(', ')} at ${address}`)
  } catch (error) {
    if (!stop.signal.aborted) throw error
  }
}

/** In a demo nobody need be named: the admin of the demo people is the first. */
const firstAdminOfDemo = ({ POPUG_DEMO }: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  POPUG_DEMO === '1' ? { ADMIN_EMAIL: 'admin@popug.test', ADMIN_PASSWORD: 'popug' } : {}
