import type { Language } from '@popug/contracts/roles.ts'
import { textsIn } from './letter-texts.ts'

/** A word of Billing's, not what a person writes. */
const isCode = (reason: string): boolean => /^[a-z]+(_[a-z]+)+$/.test(reason)

/**
 * Why a payout came back, in the person's language. What somebody wrote is told as it was written; a word of Billing's that
 * has none here means nothing to people, so it says no more than that it could not be paid.
 */
export const returnReason = (reason: string, language: Language): string => {
  const words: Readonly<Record<string, string>> & { readonly failed: string } = textsIn(language).reasons
  if (Object.hasOwn(words, reason)) return words[reason] ?? reason
  return isCode(reason) ? words.failed : reason
}
