import { passwordRoutes } from '@popug/contracts/passwords.ts'
import type { AnswerOf, BodyOf } from '@popug/contracts/route.ts'
import type { Neighbours } from '@popug/service-kit'

/** Asks Auth whether this is the password of the person whose session this is; rejects with `too_many_attempts` or `unavailable`. */
export const askAuth = async (
  neighbours: Neighbours,
  check: BodyOf<typeof passwordRoutes.checkPassword>,
): Promise<AnswerOf<typeof passwordRoutes.checkPassword>['outcome']> =>
  (await neighbours.call(passwordRoutes.checkPassword, { body: check })).outcome
