import { randomBytes } from 'node:crypto'
import { registerFirstUser } from '@popug/auth'
import { authRoutes } from '@popug/contracts/auth.ts'
import { type Role, roles } from '@popug/contracts/roles.ts'
import type { BodyOf } from '@popug/contracts/route.ts'
import { compileSchema } from '@popug/service-kit'
import { sessionOf } from '../first-admin.ts'
import { readArguments } from './arguments.ts'
import type { CliCommand } from './command.ts'
import { signInAsAdmin } from './installation.ts'
import { good, say, sayJson } from './printing.ts'
import { readLines } from './standard-input.ts'
import { withProgram } from './with-folder.ts'
import { WrongUsage } from './wrong-usage.ts'

const help = `Usage: popug user add --email E --name N --role R [--password-stdin] [--url URL --as ADMIN] [--json]

Registers a person. Roles: ${roles.join(', ')}.

Without --url: in the data folder (POPUG_DATA) of an installation that is not running, the first admin among them.
With --url: at a running one, embedded or composed, as the admin with the address after --as, whose password is the
first line of standard input.

The person's password is the (next) line of standard input with --password-stdin; otherwise one is made and shown once.

Examples:
  popug user add --email ada@example.com --name "Ada Crest" --role admin
  printf '%s' "$PASSWORD" | popug user add --email ada@example.com --name Ada --role admin --password-stdin
  printf '%s' "$ADMIN_PASSWORD" | popug user add --email kesha@example.com --name Kesha --role performer \\
    --url http://localhost:8080 --as ada@example.com`

type NewUser = BodyOf<typeof authRoutes.createUser> & { readonly password: string }

const check = compileSchema(authRoutes.createUser.body)

const options = {
  email: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
  'password-stdin': { type: 'boolean' },
  url: { type: 'string' },
  as: { type: 'string' },
  json: { type: 'boolean' },
} as const

const register = async (user: NewUser, url: string | undefined, admin: [string, string]): Promise<{ id: string }> => {
  if (url === undefined) return withProgram((program) => registerFirstUser(sessionOf(program, 'auth') as never, user))
  return (await signInAsAdmin(url, ...admin)).call(authRoutes.createUser, { body: user })
}

const run = async (args: readonly string[]): Promise<number> => {
  const { values } = readArguments(args, options)
  if ((values.url === undefined) !== (values.as === undefined)) throw new WrongUsage('--url and --as go together.')
  const isTold = values['password-stdin'] === true
  const asked = [
    ...(values.url === undefined ? [] : ['the password of the admin']),
    ...(isTold ? ['the password'] : []),
  ]
  const lines = await readLines(asked)
  const made = randomBytes(12).toString('base64url')
  const user = {
    email: values.email ?? '',
    name: values.name ?? '',
    role: (values.role ?? '') as Role,
    password: isTold ? (lines.at(-1) ?? '') : made,
  }
  if (!check(user)) {
    throw new WrongUsage(
      (check.errors ?? []).map(({ instancePath, message }) => `--${instancePath.slice(1)}: ${message}`).join('\n'),
    )
  }
  const { id } = await register(user, values.url, [values.as ?? '', lines[0] ?? ''])
  const shown = isTold ? {} : { password: made }
  if (values.json) sayJson({ id, email: user.email, role: user.role, ...shown })
  else say(good(`${user.name} is registered as ${user.role}: ${user.email}${isTold ? '' : `, password ${made}`}`))
  return 0
}

/** Registers a person. */
export const userAdd: CliCommand = {
  words: ['user', 'add'],
  summary: 'registers a person, the first admin among them',
  help,
  run,
}
