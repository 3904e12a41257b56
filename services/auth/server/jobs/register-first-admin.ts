import { registerFirstUser } from '../commands/register-user.ts'
import { firstAdminOf } from '../config.ts'
import { hasUsers } from '../queries/get-user.ts'
import { job } from '../world.ts'

/** Registers the admin that the settings name while there is nobody yet. */
export const registerFirstAdminJob = job({
  name: 'register-first-admin',
  every: 60 * 60_000,
  run: async (session) => {
    const admin = firstAdminOf(session.settings)
    if (!admin || (await hasUsers(session, {}))) return undefined
    await registerFirstUser(session, { ...admin, name: 'Admin', role: 'admin' })
    session.log.info({ email: admin.email }, 'the first admin is registered')
    return undefined
  },
})
