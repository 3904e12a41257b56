import type { Program } from '@popug/service-kit'
import pino from 'pino'
import { type DataFolder, openDataFolder } from '../data-folder.ts'
import { startEmbedded } from '../embedded.ts'
import { readEmbedded } from '../settings.ts'

/** Opens the data folder and the services on a port that nobody knows, runs the work, and stops. Refuses while Popug runs. */
export const withProgram = async <T>(work: (program: Program) => Promise<T>): Promise<T> => {
  const { env } = process
  const folder: DataFolder = openDataFolder(readEmbedded(env).POPUG_DATA)
  try {
    const program = await startEmbedded({
      env,
      folder,
      log: pino({ level: env.LOG_LEVEL || 'error' }),
      listen: { port: 0, host: '127.0.0.1' },
    })
    try {
      return await work(program)
    } finally {
      await program.stop()
    }
  } finally {
    folder.release()
  }
}
