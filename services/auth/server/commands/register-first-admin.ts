import { Refusal } from '@popug/contracts/refusals.ts'
import { firstAdminOf } from '../config.ts'
import { userRepository } from '../db/user-repository.ts'
import type { Session } from '../world.ts'
import { registerFirstUser } from './register-user.ts'

/** Registers the admin that the settings name while there is nobody yet; of several instances at once one does. */
export const registerFirstAdmin = async (session: Session): Promise<void> => {
  const admin = firstAdminOf(session.settings)
  if (!admin || (await userRepository(session.db).exists())) return
  try {
    await registerFirstUser(session, { ...admin, name: 'Admin', role: 'admin' })
    session.log.info({ email: admin.email }, 'the first admin is registered')
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'email_taken')) throw error
  }
}
