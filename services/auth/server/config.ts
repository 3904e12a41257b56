import { SettingsError } from '@popug/service-kit'
import { type Static, Type } from 'typebox'

export const AuthSettings = Type.Object({
  SESSION_DAYS: Type.Integer({
    minimum: 1,
    maximum: 365,
    default: 14,
    description: 'days after which a session that nobody used is over',
    examples: [14],
  }),
  TOKEN_SECONDS: Type.Integer({
    // Services keep what was revoked for 15 minutes: no token may live longer.
    minimum: 30,
    maximum: 600,
    default: 300,
    description: 'seconds for which a session token holds before it is renewed',
    examples: [300],
  }),
  HASHES_AT_ONCE: Type.Integer({
    minimum: 1,
    maximum: 64,
    default: 2,
    description: 'passwords that are hashed at the same time, each for 19 MiB and a core',
    examples: [2],
  }),
  SIGN_IN_LIMIT: Type.Integer({
    minimum: 1,
    maximum: 1_000,
    default: 10,
    description: 'wrong passwords for one email in 15 minutes; ten times as many from one address',
    examples: [10],
  }),
  ADMIN_EMAIL: Type.Optional(
    Type.String({
      format: 'email',
      maxLength: 254,
      description: 'the email of the first admin, registered at start while there is nobody yet',
      examples: ['admin@example.org'],
    }),
  ),
  ADMIN_PASSWORD: Type.Optional(
    Type.String({
      minLength: 5,
      maxLength: 200,
      description: 'the password of the first admin',
      examples: ['correct-horse-battery'],
    }),
  ),
  POPUG_DEMO: Type.Enum(['0', '1'], {
    default: '0',
    description: 'whether the sign-in page offers the demo people (1) or not (0)',
    examples: ['0'],
  }),
})
export type AuthSettings = Static<typeof AuthSettings>

/** The first admin that the settings name, if any; refuses an email without a password and the other way round. */
export const firstAdminOf = ({
  ADMIN_EMAIL: email,
  ADMIN_PASSWORD: password,
}: Pick<AuthSettings, 'ADMIN_EMAIL' | 'ADMIN_PASSWORD'>): { email: string; password: string } | null => {
  if (email !== undefined && password !== undefined) return { email, password }
  if (email === undefined && password === undefined) return null
  const [missing, example] =
    email === undefined ? ['ADMIN_EMAIL', 'admin@example.org'] : ['ADMIN_PASSWORD', 'correct-horse-battery']
  const expected = 'both ADMIN_EMAIL and ADMIN_PASSWORD, or neither'
  throw new SettingsError([{ name: missing, problem: 'is missing', expected, example: `${missing}=${example}` }])
}
