import pino from 'pino'
import { migratedLine, migrateOnServers } from '../../embedded/migrate-databases.ts'
import { refuseThrowAways } from '../throw-aways.ts'

/** Milliseconds that a database may take to answer: a server that starts for the first time makes its own tables first. */
const patience = 300_000

/** Migrates the databases of the services that SERVICE names, one after the other; says which steps were taken. */
export const migrateAll = async (): Promise<void> => {
  const { env } = process
  refuseThrowAways(env)
  const log = pino({ level: env.LOG_LEVEL || 'info' })
  for await (const migrated of migrateOnServers({ env, log, within: patience })) console.log(migratedLine(migrated))
}
