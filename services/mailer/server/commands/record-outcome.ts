import type { PostOutcome } from '../clients/smtp-post.ts'
import { mailRepository } from '../db/mail-repository.ts'
import type { MailRow } from '../db/tables.ts'
import { retryDelay } from '../domain/retry.ts'
import type { Command } from '../world.ts'

/** What becomes of a letter after a try; `at` in epoch milliseconds. */
const afterTry = (
  mail: MailRow,
  outcome: PostOutcome,
  { at, maxAttempts, chance }: { at: number; maxAttempts: number; chance: number },
): Partial<MailRow> => {
  if (outcome.is === 'accepted') {
    return { status: 'sent', sentAt: at, failure: null, accepted: mail.accepted + 1, sending: 0, claimedUntil: null }
  }
  const isOver = outcome.is === 'refused' || mail.attempts >= maxAttempts
  return {
    status: isOver ? 'failed' : 'queued',
    nextAttemptAt: isOver ? mail.nextAttemptAt : at + retryDelay(mail.attempts, chance),
    failure: outcome.failure,
    ambiguous: mail.ambiguous + (outcome.is === 'unknown' ? 1 : 0),
    sending: 0,
    claimedUntil: null,
  }
}

/** Writes down what became of a letter in hand; one that has slipped away meanwhile only counts what happened. */
export const recordOutcome: Command<{ mail: MailRow; outcome: PostOutcome; at: number }, void> = async (
  ctx,
  { mail, outcome, at },
) => {
  const mails = mailRepository(ctx.db)
  const row = await mails.findForUpdate(mail.id)
  if (!row) return
  if (row.claimedUntil !== mail.claimedUntil) {
    if (outcome.is === 'accepted') await mails.change([{ id: row.id, accepted: row.accepted + 1 }])
    return
  }
  const change = afterTry(row, outcome, { at, maxAttempts: ctx.settings.MAIL_ATTEMPTS, chance: Math.random() })
  await mails.change([{ id: row.id, ...change }])
}
