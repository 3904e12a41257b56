import { randomBytes } from 'node:crypto'
import type { Program } from '@popug/service-kit'
import pino from 'pino'
import { type DataFolder, openDataFolder } from '../data-folder.ts'
import { startEmbedded } from '../embedded.ts'
import { Person } from '../person.ts'
import { readEmbedded } from '../settings.ts'

/** What a command prints of the services' own log: faults, unless LOG_LEVEL says otherwise. */
export const commandLog = () => pino({ level: process.env.LOG_LEVEL || 'fatal' }, process.stderr)

/**
 * Takes the data folder for as long as the work takes. Refuses while Popug runs on it; `take` says what else it refuses, a
 * restore that was broken off unless told.
 */
export const withFolder = async <T>(
  work: (folder: DataFolder) => Promise<T>,
  take: (path: string) => DataFolder = openDataFolder,
): Promise<T> => {
  const folder = take(readEmbedded(process.env).POPUG_DATA)
  try {
    return await work(folder)
  } finally {
    folder.release()
  }
}

/**
 * Opens the data folder and the services on a port that nobody knows, runs the work, and stops. Meanwhile events travel as
 * ever; nothing is done by time: no payment, no letter. The work gets an admin of its own. Refuses while Popug runs.
 */
export const withProgram = <T>(work: (program: Program, admin: Person) => Promise<T>): Promise<T> =>
  withFolder(async (folder) => {
    const operatorToken = randomBytes(32).toString('base64url')
    const program = await startEmbedded({
      env: process.env,
      folder,
      log: commandLog(),
      listen: { port: 0, host: '127.0.0.1' },
      jobs: false,
      operatorToken,
    })
    try {
      return await work(program, new Person(program.address, operatorToken))
    } finally {
      await program.stop()
    }
  })
