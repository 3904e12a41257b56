import { migrateService, systemClock, whenReachable } from '@popug/service-kit'
import pino from 'pino'
import { databaseOf } from '../composed.ts'
import { readComposed } from '../settings.ts'

/** Migrates the databases of the services that SERVICE names, one after the other; says which steps were taken. */
export const migrateAll = async (): Promise<void> => {
  const composed = readComposed(process.env)
  const log = pino({ level: composed.settings.LOG_LEVEL })
  const open = databaseOf(composed)
  for (const service of composed.services) {
    const database = open<object>(service.name)
    try {
      const steps = await whenReachable(database, () => migrateService(service, database, systemClock.now()), { log })
      console.log(`${service.name}: ${steps.length === 0 ? 'nothing to do' : steps.join(', ')}`)
    } finally {
      await database.close()
    }
  }
}
