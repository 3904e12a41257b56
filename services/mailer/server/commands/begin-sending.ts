import type { DayStatement } from '@popug/contracts/statements.ts'
import type { Posting } from '../clients/smtp-post.ts'
import { mailRepository } from '../db/mail-repository.ts'
import type { Recipient } from '../db/recipient-repository.ts'
import { messageIdOf } from '../domain/address.ts'
import { writeLetter } from '../domain/letter.ts'
import type { Command } from '../world.ts'
import type { ClaimedMail } from './claim-mails.ts'

/**
 * Writes the letter, unless it was written before, and notes that it goes on the wire, so that a crash from here on is
 * known to have an unknown outcome. Answers null where the letter is no longer in this instance's hand.
 */
export const beginSending: Command<
  { mail: ClaimedMail; recipient: Recipient; statement: DayStatement | null; until: number },
  { posting: Posting; mail: ClaimedMail } | null
> = async (ctx, { mail, recipient, statement, until }) => {
  const mails = mailRepository(ctx.db)
  const row = await mails.findForUpdate(mail.id)
  if (row?.status !== 'queued' || row.claimedUntil !== mail.claimedUntil) return null
  const language = row.language ?? recipient.language ?? 'en'
  const letter =
    row.messageId === ''
      ? {
          ...writeLetter({ ...row, name: recipient.name, statement }, language),
          messageId: messageIdOf(row, ctx.settings.MAIL_FROM),
        }
      : { subject: row.subject, text: row.text, html: row.html, messageId: row.messageId }
  const change = {
    ...letter,
    id: row.id,
    language,
    toAddress: recipient.email,
    attempts: row.attempts + 1,
    lookups: 0,
    sending: 1,
    claimedUntil: until,
  } as const
  await mails.change([change])
  const { name, email: address } = recipient
  return { posting: { ...letter, mailId: row.id, name, address }, mail: { ...row, ...change } }
}
