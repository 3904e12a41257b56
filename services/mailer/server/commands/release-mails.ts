import { mailRepository } from '../db/mail-repository.ts'
import { lookupDelay } from '../domain/retry.ts'
import type { Command } from '../world.ts'
import type { ClaimedMail } from './claim-mails.ts'

/** Puts letters back that were not begun; those whose person Auth did not name wait a while, longer each time. */
export const releaseMails: Command<{ mails: readonly ClaimedMail[]; unaddressed: boolean }, void> = async (
  ctx,
  { mails, unaddressed },
) => {
  const repository = mailRepository(ctx.db)
  const back: { id: string; claimedUntil: null; lookups: number; nextAttemptAt: number; failure: string | null }[] = []
  for (const mail of mails) {
    const now = await repository.findForUpdate(mail.id)
    if (now?.claimedUntil !== mail.claimedUntil) continue
    const lookups = unaddressed ? mail.lookups + 1 : mail.lookups
    back.push({
      id: mail.id,
      claimedUntil: null,
      lookups,
      nextAttemptAt: unaddressed ? ctx.now + lookupDelay(lookups, Math.random()) : mail.nextAttemptAt,
      failure: unaddressed ? 'The address is not known yet: Auth does not answer' : mail.failure,
    })
  }
  await repository.change(back)
}
