import type { Program } from '@popug/service-kit'
import closeWithGrace from 'close-with-grace'
import pino from 'pino'
import { demoPassword, demoPeople } from '../../embedded/demo/people.ts'
import { startComposed } from '../composed.ts'
import { readComposed } from '../settings.ts'

/** What a stop may take: requests under way, then the services one by one. */
const graceTime = 20_000

/** Runs the services until the process is asked to stop. */
export const start = async (): Promise<void> => {
  const composed = readComposed(withFirstAdmin(process.env))
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
const withFirstAdmin = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  env.POPUG_DEMO === '1' && !env.ADMIN_EMAIL
    ? { ...env, ADMIN_EMAIL: demoPeople[0]?.email, ADMIN_PASSWORD: demoPassword }
    : env
