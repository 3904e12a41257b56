/** Living challenges for signing in that wait for an answer at most, from everybody and from one address. */
export const challengesAtMost = 10_000
export const challengesOfAddress = 300

/** Milliseconds in which a challenge must be answered. */
export const challengeLife = 5 * 60_000

/** Whom passkeys belong to, in the words of the browser: a name, and the pages that may ask for them. */
export interface RelyingParty {
  readonly id: string
  readonly origin: string
}

const isLocal = (host: string): boolean => host === 'localhost' || host.endsWith('.localhost')
const isAddress = (host: string): boolean => /^[\d.]+$/.test(host) || host.startsWith('[')

/** The relying party of an installation that people reach there; null where browsers know no passkeys: without https, or by number. */
export const relyingParty = (publicOrigin: string): RelyingParty | null => {
  const { hostname, origin, protocol } = new URL(publicOrigin)
  if (isAddress(hostname)) return null
  return protocol === 'https:' || isLocal(hostname) ? { id: hostname, origin } : null
}

/**
 * Whether a page of this origin speaks for the relying party. Any port of `localhost` does: it is this machine in any case, and a
 * frontend in development listens at a port of its own.
 */
export const isOrigin = ({ id, origin }: RelyingParty, asked: string): boolean =>
  asked === origin || (isLocal(id) && URL.canParse(asked) && new URL(asked).hostname === id)

/** Whether somebody else has answered with a copy: what counts must have counted on. Many passkeys do not count, and say 0. */
export const isCopy = (known: number, answered: number): boolean => (known > 0 || answered > 0) && answered <= known

/** What a person is to an authenticator: their id as bytes, in base64url; it says nothing of them. */
export const userHandle = (userId: string): string =>
  btoa(userId).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
