import type { Scope } from '@popug/contracts/scopes.ts'

/** Living tokens that a person may have at most. */
export const tokensAtMost = 20

const day = 24 * 60 * 60_000

/** When a token ends, so many days after it was made, in epoch milliseconds. */
export const tokenEnd = (madeAt: number, days: number): number => madeAt + days * day

/** Scopes as they are kept: words with a space between them, as OAuth writes them. */
export const scopeText = (scopes: readonly Scope[]): string => [...scopes].sort().join(' ')

/** The scopes of a text made by `scopeText`. */
export const scopesOf = (text: string): Scope[] => text.split(' ') as Scope[]

/** How a token begins, shown to tell it from others: the prefix and four characters of the 43 that follow. */
export const hintOf = (token: string): string => token.slice(0, 10)
