const day = 24 * 60 * 60_000

/** When an invitation is over: a week after it was given, in epoch milliseconds. */
export const invitationEnd = (givenAt: number): number => givenAt + 7 * day

/** The hash of somebody who has not chosen a password: none fits it. */
export const noPassword = ''

/** Where an invitation is taken up. The secret stands behind the #, which browsers keep to themselves. */
export const invitationLink = (origin: string, secret: string): string => `${origin}/auth/invitation#${secret}`
