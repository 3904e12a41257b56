import { createHash } from 'node:crypto'
import { apiTokenRoutes } from '@popug/contracts/api-tokens.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import type { Clock } from '../clock.ts'
import type { Neighbours } from '../neighbours.ts'

/** How every API token begins. */
export const apiTokenPrefix = 'popug_'

/** What is kept of a secret of many random bits, and asked by: the secret itself stays where it was shown. */
export const secretDigest = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** Answers of Auth that are remembered; forgotten all at once. */
const remembered = 5_000
/** Milliseconds for which a token that Auth does not know is not asked for again. */
const refusedFor = 5_000
/** Questions to Auth under way at once: who guesses tokens must not keep Auth busy for all. */
const askedAtOnce = 50

interface Answer {
  readonly session: string | null
  /** Epoch milliseconds after which Auth is asked again. */
  readonly until: number
}

export interface TokenExchange {
  /**
   * The session token that Auth gave for an API token, null where it gives none; `anew` asks again although there is an
   * answer. Refuses with `unavailable` while Auth does not answer or too many are asked for.
   */
  sessionFor(token: string, anew?: boolean): Promise<{ session: string | null; kept: boolean }>
}

/** Exchanges API tokens for session tokens at Auth, and keeps the answers for as long as they hold. */
export const tokenExchange = (neighbours: Neighbours, clock: Clock): TokenExchange => {
  const answers = new Map<string, Answer>()
  const asking = new Map<string, Promise<string | null>>()

  const ask = async (digest: string): Promise<string | null> => {
    const { session } = await neighbours.call(apiTokenRoutes.exchangeApiToken, { body: { digest } })
    const until = session ? Date.parse(session.expiresAt) : clock.now() + refusedFor
    if (answers.size >= remembered) answers.clear()
    answers.set(digest, { session: session?.token ?? null, until })
    return session?.token ?? null
  }

  /** Whoever wants the same token meanwhile waits for the same answer. */
  const askOnce = (digest: string): Promise<string | null> => {
    const known = asking.get(digest)
    if (known) return known
    if (asking.size >= askedAtOnce) throw new Refusal('unavailable', 'too many tokens are being looked at')
    const asked = ask(digest).finally(() => asking.delete(digest))
    asking.set(digest, asked)
    return asked
  }

  return {
    sessionFor: async (token, anew = false) => {
      const digest = secretDigest(token)
      const answer = answers.get(digest)
      if (answer && !anew && clock.now() < answer.until) return { session: answer.session, kept: true }
      return { session: await askOnce(digest), kept: false }
    },
  }
}
