import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { serviceNames } from '@popug/contracts/topology.ts'
import { addressesFrom } from '../addresses.ts'
import { databasesName } from '../backup/layout.ts'
import { brokenOffRestore } from '../backup/swap.ts'
import { Complaint } from '../complaint.ts'
import { Person, Refused } from '../person.ts'
import { readEmbedded } from '../settings.ts'
import { readLines } from './standard-input.ts'
import { withProgram } from './with-folder.ts'
import { WrongUsage } from './wrong-usage.ts'

/** The options by which a command finds the installation that it works on. */
export const installationOptions = {
  url: { type: 'string' },
  email: { type: 'string' },
  'password-stdin': { type: 'boolean' },
  json: { type: 'boolean' },
} as const

export interface InstallationChoice {
  readonly url?: string | undefined
  readonly email?: string | undefined
  readonly 'password-stdin'?: boolean | undefined
}

/** What `--help` says of these options. */
export const installationHelp = `Which installation:
  (nothing)           the data folder (POPUG_DATA) of an installation that is not running
  --url URL           a running one, embedded or composed: http://localhost:8080. Where the services
                      have addresses of their own: 'http://{service}:3000', or auth=http://…,tasks=http://…
  --email E           an admin, with --url
  --password-stdin    reads their password from standard input
Output:
  --json              one JSON document instead of lines; NO_COLOR=1 leaves colours out`

/** What `--help` says besides, of a command that reads what was said. */
export const feedHelp = `Composed, this reads the feeds, which nginx shows to nobody: run it among the services, at their own addresses.`

/** What stands before a command that is run among the services of `compose.yaml`, and after it. */
export const amongServices = (command: string): string =>
  `printf '%s' "$PASSWORD" | docker compose exec -T tasks node popug.mjs ${command} --url 'http://{service}:3000' \\
    --email admin@popug.test --password-stdin`

/** Signs in at a running installation; throws `Complaint` for anybody but an admin. */
export const signInAsAdmin = async (url: string, email: string, password: string): Promise<Person> => {
  try {
    const person = await new Person(url).signIn(email, password)
    if (person.me.role === 'admin') return person
  } catch (error) {
    if (error instanceof Refused) throw new Complaint(`${email} could not sign in at ${url}: ${error.problem.title}.`)
    throw new Complaint(`Nobody answers at ${url}: is Popug running there? (${(error as Error).message})`)
  }
  throw new Complaint(`${email} is no admin.`)
}

/** Runs work as an admin of the installation that the options name: over REST, or on a data folder that nobody uses. */
export const asAdmin = async <T>(choice: InstallationChoice, work: (admin: Person) => Promise<T>): Promise<T> => {
  const { url, email } = choice
  if (url === undefined) {
    if (email !== undefined) throw new WrongUsage('--email belongs to --url.')
    const data = resolve(readEmbedded(process.env).POPUG_DATA)
    if (!existsSync(join(data, databasesName)) && brokenOffRestore(data) === null)
      throw new Complaint(`There is no installation in ${data}. Set POPUG_DATA, or ask a running one with --url.`)
    return withProgram((_program, admin) => work(admin))
  }
  if (email === undefined) throw new WrongUsage('--url needs --email, the address of an admin.')
  if (!choice['password-stdin'])
    throw new WrongUsage('--url needs --password-stdin: passwords do not belong in arguments.')
  const addresses = addressesFrom(url)
  for (const service of serviceNames) {
    const address = addresses(service)
    if (address === undefined) throw new WrongUsage(`--url: it does not say where ${service} stands.`)
    if (!URL.canParse(address)) throw new WrongUsage(`--url: ${address} is no address.`)
  }
  const [password = ''] = await readLines(['the password'])
  return work(await signInAsAdmin(url, email, password))
}
