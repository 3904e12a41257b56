import type { Assertion } from '@popug/contracts/passkeys.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import { recordAudit, secretDigest } from '@popug/service-kit'
import { verifyAssertion } from '../clients/passkey-ceremonies.ts'
import { passkeyRepository } from '../db/passkey-repository.ts'
import type { PasskeyRow } from '../db/tables.ts'
import { userRepository } from '../db/user-repository.ts'
import { isCopy, userHandle } from '../domain/passkey.ts'
import type { Command, Session } from '../world.ts'
import { countGuess, forgetGuesses } from './count-guess.ts'
import { openSession, type SignedIn } from './open-session.ts'
import { takeChallenge } from './passkey-challenges.ts'

interface Where {
  readonly ip: string
  readonly device: string
}

interface Verified {
  readonly passkey: PasskeyRow
  readonly counter: number
  readonly synced: boolean
}

/** Opens the session of a passkey that has answered; null, written down, where a copy of it seems to have answered before. */
const enter: Command<Verified & Where, SignedIn | null> = async (
  ctx,
  { passkey: { id, userId, digest }, counter, synced, ip, device },
) => {
  const passkeys = passkeyRepository(ctx.db)
  const user = await userRepository(ctx.db).findForUpdate(userId)
  // Since it was looked at, it may have been removed, have answered elsewhere, or its owner may have been disabled.
  const passkey = await passkeys.findForUpdate(id)
  if (user?.status !== 'active' || !passkey) throw new Refusal('passkey_refused')
  if (isCopy(passkey.counter, counter)) {
    const detail = { name: passkey.name }
    await recordAudit(ctx.db, { at: ctx.now, actorId: userId, action: 'passkey.copied', subject: userId, detail })
    return null
  }
  await passkeys.use(id, { counter, synced: synced ? 1 : 0, usedAt: ctx.now })
  await forgetGuesses(ctx, { passkey: digest, ip })
  return openSession(ctx, { user, ip, device, passkeyId: id })
}

/**
 * Opens a session for who answers a challenge with a passkey. Refuses with `challenge_over`, `too_many_attempts`, and `passkey_refused`,
 * the same for an unknown passkey, a wrong signature, a copy, and a disabled person.
 */
export const signInByPasskey = async (
  session: Session,
  { credential, ...where }: Where & { readonly credential: Assertion },
): Promise<SignedIn> => {
  const digest = secretDigest(credential.id)
  await session.transaction((ctx) => countGuess(ctx, { passkey: digest, ip: where.ip }))
  const isForSignIn = (row: { sessionId: string | null }): boolean => row.sessionId === null
  const expected = await takeChallenge(session, credential.response.clientDataJSON, isForSignIn)
  const passkey = await passkeyRepository(session.db).findByDigest(digest)
  if (!expected || !passkey || credential.response.userHandle !== userHandle(passkey.userId))
    throw new Refusal('passkey_refused')
  const { credentialId, publicKey } = passkey
  const answer = await verifyAssertion(credential, { ...expected, credentialId, publicKey })
  const signedIn = answer && (await session.transaction((ctx) => enter(ctx, { passkey, ...answer, ...where })))
  if (!signedIn) throw new Refusal('passkey_refused')
  return signedIn
}
