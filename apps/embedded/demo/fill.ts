import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { registerFirstUser } from '@popug/auth'
import { isSettled, movableClock } from '@popug/service-kit'
import type { Logger } from 'pino'
import type { DataFolder } from '../data-folder.ts'
import { startEmbedded } from '../embedded.ts'
import { sessionOf } from '../first-admin.ts'
import { Cast } from './cast.ts'
import { demoPassword, demoPeople } from './people.ts'
import { liveThrough } from './week.ts'

export interface FillParts {
  readonly env: NodeJS.ProcessEnv
  readonly folder: DataFolder
  readonly log: Logger
  readonly progress: (text: string) => void
}

const day = 24 * 60 * 60_000

/**
 * Fills an empty data folder by living through a week: the real services run on a clock that stands in the past and is
 * moved on, and the demo people use them over REST. The databases get their place only when the week is over, so a start
 * that is broken off begins anew.
 */
export const fillWithDemo = async ({ env, folder, log, progress }: FillParts): Promise<void> => {
  const databases = join(folder.path, 'databases.new')
  rmSync(databases, { recursive: true, force: true })
  mkdirSync(databases, { recursive: true, mode: 0o700 })
  const now = Date.now()
  const clock = movableClock(now - 7 * day)
  // Days are closed by the demo's accountant, mails stay inside the house, and all parrots come from one address.
  const own = { DAY_CLOSING: 'by_hand', SMTP_URL: '', SIGN_IN_LIMIT: '1000' }
  const program = await startEmbedded({
    env: { ...env, ...own },
    folder,
    databases,
    clock,
    log,
    listen: { port: 0, host: '127.0.0.1' },
  })
  try {
    progress('inviting the demo people')
    const [admin, ...others] = demoPeople
    if (admin) await registerFirstUser(sessionOf(program, 'auth') as never, { ...admin, password: demoPassword })
    const { address, services } = program
    const stage = { address, now: clock.now, at: clock.set, isSettled: () => isSettled(services) }
    const cast = await Cast.gather(stage, others)
    await liveThrough(cast, now, progress)
  } finally {
    await program.stop()
  }
  renameSync(databases, folder.databases)
}
