import { type FactList, pageRequest } from '@popug/service-kit'
import { factRepository } from '../db/fact-repository.ts'
import type { MailerWorld } from '../world.ts'

/** What the mailer tells of its letters, to be compared with the payouts that they are about. */
export const facts: Readonly<Record<string, FactList<MailerWorld>>> = {
  'issued-mails': ({ db }, asked) => factRepository(db).payouts('payout_issued', pageRequest(asked, 1)),
  'returned-mails': ({ db }, asked) => factRepository(db).payouts('payout_returned', pageRequest(asked, 1)),
}
