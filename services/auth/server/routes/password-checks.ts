import { passwordRoutes } from '@popug/contracts/passwords.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import { confirmPassword } from '../commands/confirm-password.ts'
import { getSession } from '../queries/get-session.ts'
import { door } from '../world.ts'

/** The door at which other services ask whether it is the person themselves who changes something that matters. */
export const passwordCheckDoors = [
  door(passwordRoutes.checkPassword, async (call) => {
    const { userId, sessionId, password, ip } = call.body
    const found = await getSession(call, { id: userId, sessionId }).catch((error: unknown) => {
      // An outcome, not a refusal: to the service that asks `not_signed_in` would be about its own credential.
      if (error instanceof Refusal && error.code === 'not_signed_in') return null
      throw error
    })
    if (!found) return { outcome: 'session_over' as const }
    const isRight = await confirmPassword(call, { user: found.user, password, ip })
    return { outcome: isRight ? ('right' as const) : ('wrong' as const) }
  }),
]
