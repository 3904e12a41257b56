import { type NewCredential, passkeysAtMost } from '@popug/contracts/passkeys.ts'
import { invalid, Refusal } from '@popug/contracts/refusals.ts'
import { newId, recordAudit, secretDigest } from '@popug/service-kit'
import { verifyNewCredential } from '../clients/passkey-ceremonies.ts'
import { passkeyRepository } from '../db/passkey-repository.ts'
import type { PasskeyRow, UserRow } from '../db/tables.ts'
import { userRepository } from '../db/user-repository.ts'
import type { Command, Context, Session } from '../world.ts'
import { confirmPassword } from './confirm-password.ts'
import { challengeForNew, partyOf, takeChallenge } from './passkey-challenges.ts'

interface Asking {
  readonly user: UserRow
  readonly sessionId: string
}

/** A person's passkeys, with the person locked; refuses with `not_signed_in` and, where there is no room for another, `too_many_passkeys`. */
const roomFor = async (ctx: Context, userId: string): Promise<PasskeyRow[]> => {
  const user = await userRepository(ctx.db).findForUpdate(userId)
  if (user?.status !== 'active') throw new Refusal('not_signed_in')
  const { items } = await passkeyRepository(ctx.db).list(userId, { after: null, limit: passkeysAtMost })
  if (items.length >= passkeysAtMost) throw new Refusal('too_many_passkeys')
  return [...items]
}

/** Begins a new passkey: a challenge, and which passkeys there are. Refuses with `wrong_password`, `too_many_attempts`, `too_many_passkeys`. */
export const beginPasskey = async (
  session: Session,
  { user, sessionId, password, ip }: Asking & { password: string; ip: string },
) => {
  const party = partyOf(session)
  if (!(await confirmPassword(session, { user, password, ip }))) throw new Refusal('wrong_password')
  return session.transaction(async (ctx) => {
    const known = await roomFor(ctx, user.id)
    return { party, known, challenge: await challengeForNew(ctx, { userId: user.id, sessionId }) }
  })
}

const keepPasskey: Command<{ passkey: PasskeyRow }, PasskeyRow> = async (ctx, { passkey }) => {
  const { userId, name } = passkey
  await roomFor(ctx, userId)
  if (!(await passkeyRepository(ctx.db).insert(passkey))) throw new Refusal('passkey_known')
  const deed = { at: ctx.now, actorId: userId, action: 'passkey.added', subject: userId, detail: { name } } as const
  await recordAudit(ctx.db, deed)
  return passkey
}

/**
 * Keeps the passkey that a browser made for this session's challenge. Refuses with `challenge_over`, `invalid` for what does not
 * answer it, `passkey_known`, `too_many_passkeys`.
 */
export const createPasskey = async (
  session: Session,
  { user, sessionId, name, credential }: Asking & { name: string; credential: NewCredential },
): Promise<PasskeyRow> => {
  const isTheirs = (row: { subject: string; sessionId: string | null }): boolean =>
    row.subject === user.id && row.sessionId === sessionId
  const expected = await takeChallenge(session, credential.response.clientDataJSON, isTheirs)
  const verified = expected && (await verifyNewCredential(credential, expected))
  if (!verified) throw invalid('/body/credential', 'not_answering', 'does not answer the challenge')
  const { synced, ...kept } = verified
  const passkey: PasskeyRow = {
    ...kept,
    id: newId(session.now),
    userId: user.id,
    name: name.trim(),
    digest: secretDigest(kept.credentialId),
    transports: JSON.stringify(credential.response.transports ?? []),
    synced: synced ? 1 : 0,
    createdAt: session.now,
    usedAt: null,
  }
  return session.transaction((ctx) => keepPasskey(ctx, { passkey }))
}
