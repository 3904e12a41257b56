import type { ToolParts } from '@popug/service-kit'
import type { JWK } from 'jose'
import { passwordHasher } from './clients/password-hasher.ts'
import { newSigningKey, sessionTokens } from './clients/session-tokens.ts'
import { registerFirstAdmin } from './commands/register-first-admin.ts'
import { AuthSettings, firstAdminOf } from './config.ts'
import { migrations } from './db/migrations.ts'
import { signingKeyRepository } from './db/signing-key-repository.ts'
import { forgetOldJob } from './jobs/forget-old.ts'
import { registerImportedUsersJob } from './jobs/register-imported-users.ts'
import { apiTokenDoors } from './routes/api-tokens.ts'
import { installationDoors } from './routes/installation.ts'
import { invitationDoors } from './routes/invitations.ts'
import { keyDoors } from './routes/keys.ts'
import { passkeyDoors } from './routes/passkeys.ts'
import { passwordCheckDoors } from './routes/password-checks.ts'
import { sessionDoors } from './routes/session.ts'
import { sessionsDoors } from './routes/sessions.ts'
import { userImportDoors } from './routes/user-imports.ts'
import { userDoors } from './routes/users.ts'
import { type AuthWorld, service } from './world.ts'

export { registerFirstUser } from './commands/register-user.ts'
export type { AuthWorld } from './world.ts'

/** The keys in the database; the first is made at the first start. */
const keysOf = async ({ database, clock }: ToolParts<AuthWorld>): Promise<JWK[]> => {
  const kept = signingKeyRepository(database)
  if ((await kept.list()).length === 0) {
    const key = await newSigningKey()
    await kept.insertFirst({ kid: key.kid, privateKey: JSON.stringify(key), createdAt: clock.now() })
  }
  return (await kept.list()).map(({ privateKey }) => JSON.parse(privateKey) as JWK)
}

export const authService = service({
  name: 'auth',
  settings: AuthSettings,
  migrations,
  tools: async (parts) => {
    const { settings } = parts
    firstAdminOf(settings)
    return {
      passwords: await passwordHasher({ atOnce: settings.HASHES_AT_ONCE }),
      tokens: await sessionTokens(await keysOf(parts), settings.TOKEN_SECONDS),
    }
  },
  prepare: registerFirstAdmin,
  doors: [
    ...sessionDoors,
    ...sessionsDoors,
    ...userDoors,
    ...apiTokenDoors,
    ...invitationDoors,
    ...userImportDoors,
    ...keyDoors,
    ...passwordCheckDoors,
    ...passkeyDoors,
    ...installationDoors,
  ],
  subscriptions: [],
  jobs: [forgetOldJob, registerImportedUsersJob],
})
