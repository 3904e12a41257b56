import { Refusal } from '@popug/contracts/refusals.ts'
import type { Session } from '../world.ts'
import { countGuess, type Guess, uncountGuess } from './count-guess.ts'

/**
 * Checks a password within the limit on guesses; refuses with `wrong_credentials` or `too_many_attempts`. `hash` is null for
 * nobody's, which takes as long. The caller ends with `forgetGuesses` in the transaction that uses the right answer.
 */
export const checkPassword = async (
  { transaction, tools }: Session,
  { password, hash, ...guess }: Guess & { readonly password: string; readonly hash: string | null },
): Promise<void> => {
  await transaction((ctx) => countGuess(ctx, guess))
  let right: boolean
  try {
    // Who has not chosen a password yet has nobody's hash.
    right = await tools.passwords.verify(hash || null, password)
  } catch (error) {
    await transaction((ctx) => uncountGuess(ctx, guess))
    throw error
  }
  if (!right) throw new Refusal('wrong_credentials')
}
