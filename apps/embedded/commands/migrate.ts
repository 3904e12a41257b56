import { join } from 'node:path'
import { openSqlite } from '@popug/service-kit'
import { Complaint } from '../complaint.ts'
import { type Migrated, migrateDatabases, migratedLine, migrateOnServers } from '../migrate-databases.ts'
import { services } from '../services.ts'
import { readArguments, wholeNumber } from './arguments.ts'
import type { CliCommand } from './command.ts'
import { good, say, sayJson } from './printing.ts'
import { commandLog, withFolder } from './with-folder.ts'

const help = `Usage: popug migrate [--wait SECONDS] [--json]

Brings databases to the newest form, and says which steps were taken. Every start does this by itself; this is for
those who want to see it done, or to have it done before the start.

Embedded: the six databases of the data folder (POPUG_DATA). Popug must not be running.
Composed: where DATABASE_URL is set, the databases that it names of the services in SERVICE, as their containers are
told. Instances may be running: they wait for each other. In the image, main.mjs migrate does the same.

  --wait SECONDS  how long a database server may take to answer; 30 unless told

Output:
  --json          one JSON document instead of lines

Examples:
  POPUG_DATA=/var/lib/popug popug migrate
  docker compose run --rm tasks node popug.mjs migrate
  SERVICE=tasks,billing DATABASE_URL='mysql://{service}:password@127.0.0.1:3306/{service}' popug migrate`

/** Whether the environment names databases on a server, which go before the data folder. */
const namesServer = ({ DATABASE_URL: url, DATABASE_URL_FILE: file }: NodeJS.ProcessEnv): boolean => Boolean(url || file)

const migrateFolder = (tell: (migrated: Migrated) => void): Promise<void> =>
  withFolder(async ({ databases, isNew, path }) => {
    if (isNew) throw new Complaint(`There is no installation in ${path}: npm start makes one.`)
    const open = <Tables>(service: string) => openSqlite<Tables>(join(databases, `${service}.sqlite`))
    for await (const migrated of migrateDatabases(services, open)) tell(migrated)
  })

/** Migrates all databases of the data folder, or those that the environment names. */
export const migrate: CliCommand = {
  words: ['migrate'],
  summary: 'brings databases to the newest form',
  help,
  run: async (args) => {
    const { values } = readArguments(args, { json: { type: 'boolean' }, wait: { type: 'string' } } as const)
    const within = wholeNumber('wait', values.wait ?? '30', 1) * 1_000
    const items: Migrated[] = []
    const tell = (migrated: Migrated): void => {
      items.push(migrated)
      if (!values.json) say(good(migratedLine(migrated)))
    }
    const { env } = process
    if (!namesServer(env)) await migrateFolder(tell)
    else for await (const migrated of migrateOnServers({ env, log: commandLog(), within })) tell(migrated)
    if (values.json) sayJson({ items })
    return 0
  },
}
