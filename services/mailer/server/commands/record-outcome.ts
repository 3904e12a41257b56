import { newId } from '@popug/service-kit'
import type { PostOutcome } from '../clients/smtp-post.ts'
import { mailRepository } from '../db/mail-repository.ts'
import { suppressionRepository } from '../db/suppression-repository.ts'
import type { MailRow } from '../db/tables.ts'
import { addressKey } from '../domain/address.ts'
import { retryDelay } from '../domain/retry.ts'
import type { Command, CommandContext } from '../world.ts'
import { dropNote } from './take-note.ts'

/** What becomes of a letter after a try; `at` in epoch milliseconds. */
const afterTry = (
  mail: MailRow,
  outcome: PostOutcome,
  { at, maxAttempts, chance }: { at: number; maxAttempts: number; chance: number },
): Partial<MailRow> => {
  if (outcome.is === 'accepted') {
    return { status: 'sent', sentAt: at, failure: null, accepted: mail.accepted + 1, sending: 0, claimedUntil: null }
  }
  const isOver = outcome.is === 'refused' || outcome.is === 'bounced' || mail.attempts >= maxAttempts
  return {
    status: isOver ? 'failed' : 'queued',
    nextAttemptAt: isOver ? mail.nextAttemptAt : at + retryDelay(mail.attempts, chance),
    failure: outcome.failure,
    ambiguous: mail.ambiguous + (outcome.is === 'unknown' ? 1 : 0),
    sending: 0,
    claimedUntil: null,
  }
}

const suppress = (ctx: CommandContext, mail: MailRow, failure: string, bouncedAt: number): Promise<void> =>
  suppressionRepository(ctx.db).save({
    id: newId(bouncedAt),
    address: addressKey(mail.toAddress),
    userId: mail.userId,
    mailId: mail.id,
    failure,
    bouncedAt,
    liftedAt: null,
    liftedBy: null,
  })

/** Writes down what became of a letter in hand, and that its address takes none where it bounced; one that has slipped away meanwhile only counts what happened. */
export const recordOutcome: Command<{ mail: MailRow; outcome: PostOutcome; at: number }, void> = async (
  ctx,
  { mail, outcome, at },
) => {
  const mails = mailRepository(ctx.db)
  if (outcome.is === 'bounced') await suppress(ctx, mail, outcome.failure, at)
  const row = await mails.findForUpdate(mail.id)
  if (!row) return
  if (row.claimedUntil !== mail.claimedUntil) {
    if (outcome.is === 'accepted') await mails.change([{ id: row.id, accepted: row.accepted + 1 }])
    return
  }
  const change = afterTry(row, outcome, { at, maxAttempts: ctx.settings.MAIL_ATTEMPTS, chance: Math.random() })
  await mails.change([{ id: row.id, ...change }])
  if (change.status === 'failed') await dropNote(ctx, { mail: row })
}
