const day = 24 * 60 * 60_000

/** When a session is over if nobody renews it: so many days after it was last renewed, in epoch milliseconds. */
export const sessionEnd = (renewedAt: number, days: number): number => renewedAt + days * day

/** When a token has to be signed: now, but later than anything that revoked the person's tokens before. */
export const tokenMoment = (now: number, lastRevocation: number): number => Math.max(now, lastRevocation + 1)

/** Up to when tokens are revoked: now, and any token signed already though another clock was ahead. */
export const revocationMoment = (now: number, lastToken: number): number => Math.max(now, lastToken)
