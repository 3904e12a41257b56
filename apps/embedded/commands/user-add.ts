import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { registerFirstUser } from '@popug/auth'
import { authRoutes } from '@popug/contracts/auth.ts'
import { type Role, roles } from '@popug/contracts/roles.ts'
import { compileSchema } from '@popug/service-kit'
import { sessionOf } from '../first-admin.ts'
import type { CliCommand } from './command.ts'
import { withProgram } from './with-folder.ts'
import { WrongUsage } from './wrong-usage.ts'

const help = `Usage: popug user add --email E --name N --role R [--password-stdin] [--json]

Registers a person; Popug must not be running on the data folder (POPUG_DATA). Roles: ${roles.join(', ')}.
The password is read from standard input with --password-stdin; otherwise one is made and shown once.

Examples:
  popug user add --email ada@example.com --name "Ada Crest" --role admin
  printf '%s' "$PASSWORD" | popug user add --email ada@example.com --name Ada --role admin --password-stdin`

const check = compileSchema(authRoutes.createUser.body)

const readPassword = async (): Promise<string> => {
  const lines = createInterface({ input: process.stdin })
  for await (const line of lines) return line
  throw new WrongUsage('No password came from standard input.')
}

const parse = (args: readonly string[]) => {
  try {
    const options = {
      email: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string' },
      'password-stdin': { type: 'boolean' },
      json: { type: 'boolean' },
    } as const
    return parseArgs({ args: [...args], options, strict: true }).values
  } catch (error) {
    throw new WrongUsage((error as Error).message)
  }
}

const run = async (args: readonly string[]): Promise<void> => {
  const values = parse(args)
  const made = values['password-stdin'] ? undefined : randomBytes(12).toString('base64url')
  const user = {
    email: values.email ?? '',
    name: values.name ?? '',
    role: (values.role ?? '') as Role,
    password: made ?? (await readPassword()),
  }
  if (!check(user)) {
    throw new WrongUsage(
      (check.errors ?? []).map(({ instancePath, message }) => `--${instancePath.slice(1)}: ${message}`).join('\n'),
    )
  }
  const registered = await withProgram((program) => registerFirstUser(sessionOf(program, 'auth') as never, user))
  if (values.json)
    console.log(
      JSON.stringify({ id: registered.id, email: user.email, role: user.role, ...(made ? { password: made } : {}) }),
    )
  else console.log(`✓ ${user.name} is registered as ${user.role}: ${user.email}${made ? `, password ${made}` : ''}`)
}

export const userAdd: CliCommand = {
  words: ['user', 'add'],
  summary: 'registers a person, the first admin among them',
  help,
  run,
}
