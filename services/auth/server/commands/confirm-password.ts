import { Refusal } from '@popug/contracts/refusals.ts'
import type { UserRow } from '../db/tables.ts'
import type { Session } from '../world.ts'
import { checkPassword } from './check-password.ts'
import { forgetGuesses } from './count-guess.ts'

/** Whether this is a signed-in person's password, within the limit on guesses that sign-in has too; refuses with `too_many_attempts`. */
export const confirmPassword = async (
  session: Session,
  { user: { email, passwordHash }, password, ip }: { user: UserRow; password: string; ip: string },
): Promise<boolean> => {
  const guess = { email, ip }
  try {
    await checkPassword(session, { ...guess, password, hash: passwordHash })
  } catch (error) {
    if (error instanceof Refusal && error.code === 'wrong_credentials') return false
    throw error
  }
  await session.transaction((ctx) => forgetGuesses(ctx, guess))
  return true
}
