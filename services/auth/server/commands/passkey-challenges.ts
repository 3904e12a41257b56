import { createHmac, randomBytes } from 'node:crypto'
import { Refusal } from '@popug/contracts/refusals.ts'
import { secretDigest } from '@popug/service-kit'
import { readClientData } from '../clients/passkey-ceremonies.ts'
import { passkeyChallengeRepository } from '../db/passkey-challenge-repository.ts'
import type { PasskeyChallengeRow } from '../db/tables.ts'
import { networkOf } from '../domain/guess-limit.ts'
import {
  challengeLife,
  challengesAtMost,
  challengesOfAddress,
  isOrigin,
  type RelyingParty,
  relyingParty,
} from '../domain/passkey.ts'
import type { Command, Context, Session } from '../world.ts'

/** Whom this installation's passkeys belong to; refuses with `passkeys_unavailable` where browsers know none. */
export const partyOf = ({ settings }: Pick<Session, 'settings'>): RelyingParty => {
  const party = relyingParty(settings.PUBLIC_ORIGIN)
  if (!party) throw new Refusal('passkeys_unavailable')
  return party
}

const keep = async (ctx: Context, subject: string, sessionId: string | null): Promise<string> => {
  const challenge = randomBytes(32).toString('base64url')
  const row = { digest: secretDigest(challenge), subject, sessionId, expiresAt: ctx.now + challengeLife }
  await passkeyChallengeRepository(ctx.db).insert(row)
  return challenge
}

/** Gives out a challenge for a new passkey of a person whose row is locked, in the place of one given before. */
export const challengeForNew: Command<{ userId: string; sessionId: string }, string> = async (
  ctx,
  { userId, sessionId },
) => {
  await passkeyChallengeRepository(ctx.db).removeAll(userId)
  return keep(ctx, userId, sessionId)
}

/** Gives out a challenge to sign in with, to anybody; refuses with `too_many_attempts` where too many wait for an answer. */
export const challengeForSignIn: Command<{ ip: string }, string> = async (ctx, { ip }) => {
  const network = `passkeys ${networkOf(ip)}`
  const subject = createHmac('sha256', ctx.settings.SERVICE_SECRET).update(network).digest('hex')
  const challenges = passkeyChallengeRepository(ctx.db)
  const isFull =
    (await challenges.countOf(subject, ctx.now)) >= challengesOfAddress ||
    (await challenges.countAll(ctx.now)) >= challengesAtMost
  if (isFull) {
    const retryAfter = challengeLife / 1000
    throw new Refusal('too_many_attempts', `Too many attempts, try again in ${retryAfter} s`, { retryAfter })
  }
  return keep(ctx, subject, null)
}

/** What an answer must fit, once its challenge was found. */
export interface Answered {
  readonly challenge: string
  readonly rpId: string
  readonly origin: string
}

/**
 * Takes the challenge that a browser says it answers, in a transaction of its own, so that whatever becomes of this answer there is
 * no other. Refuses with `challenge_over`; null for an answer that was never meant for us.
 */
export const takeChallenge = async (
  session: Session,
  clientDataJSON: string,
  isTheirs: (row: PasskeyChallengeRow) => boolean,
): Promise<Answered | null> => {
  const party = partyOf(session)
  const said = readClientData(clientDataJSON)
  if (!said || !isOrigin(party, said.origin)) return null
  const digest = secretDigest(said.challenge)
  const row = await session.transaction((ctx) => passkeyChallengeRepository(ctx.db).take(digest, ctx.now))
  if (!row || !isTheirs(row)) throw new Refusal('challenge_over')
  return { challenge: said.challenge, rpId: party.id, origin: said.origin }
}
