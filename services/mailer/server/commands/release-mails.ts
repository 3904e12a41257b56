import { mailRepository } from '../db/mail-repository.ts'
import { lookupDelay } from '../domain/retry.ts'
import type { Command } from '../world.ts'
import type { ClaimedMail } from './claim-mails.ts'

/** Puts letters back that were not begun; those that wait for a neighbour wait a while, longer each time, and tell what for. */
export const releaseMails: Command<{ mails: readonly ClaimedMail[]; waitingFor: string | null }, void> = async (
  ctx,
  { mails, waitingFor },
) => {
  const repository = mailRepository(ctx.db)
  const back: { id: string; claimedUntil: null; lookups: number; nextAttemptAt: number; failure: string | null }[] = []
  for (const mail of mails) {
    const now = await repository.findForUpdate(mail.id)
    if (now?.claimedUntil !== mail.claimedUntil) continue
    const lookups = waitingFor === null ? mail.lookups : mail.lookups + 1
    back.push({
      id: mail.id,
      claimedUntil: null,
      lookups,
      nextAttemptAt: waitingFor === null ? mail.nextAttemptAt : ctx.now + lookupDelay(lookups, Math.random()),
      failure: waitingFor ?? mail.failure,
    })
  }
  await repository.change(back)
}
