import { Refusal } from '@popug/contracts/refusals.ts'
import { askAuth } from '../clients/auth.ts'
import type { Session } from '../world.ts'

/**
 * Makes sure that it is the person themselves who asks, not somebody at their open browser. Refuses with `wrong_password`,
 * `too_many_attempts`, `not_signed_in` where the session has ended, and `unavailable` while Auth does not answer.
 */
export const confirmPerson = async (
  { neighbours }: Session,
  { id, sessionId, password, ip }: { id: string; sessionId: string; password: string; ip: string },
): Promise<void> => {
  const outcome = await askAuth(neighbours, { userId: id, sessionId, password, ip })
  if (outcome === 'wrong') throw new Refusal('wrong_password')
  if (outcome === 'session_over') throw new Refusal('not_signed_in')
}
