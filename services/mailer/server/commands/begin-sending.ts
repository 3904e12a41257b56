import { isLanguage } from '@popug/contracts/languages.ts'
import type { Language } from '@popug/contracts/roles.ts'
import type { DayStatement } from '@popug/contracts/statements.ts'
import type { Posting } from '../clients/message.ts'
import { mailRepository } from '../db/mail-repository.ts'
import type { Recipient } from '../db/recipient-repository.ts'
import type { MailRow } from '../db/tables.ts'
import { messageIdOf, searchTextOf } from '../domain/address.ts'
import { type Letter, writeLetter } from '../domain/letter.ts'
import type { NoteFacts } from '../domain/note.ts'
import { writeNote } from '../domain/note-letter.ts'
import type { Command, CommandContext } from '../world.ts'
import type { ClaimedMail } from './claim-mails.ts'
import { takeNote } from './take-note.ts'

interface Written {
  readonly mail: MailRow
  readonly name: string
  readonly statement: DayStatement | null
  /** Of a note; null: the letter is about a payout. */
  readonly note: NoteFacts | null
  readonly language: Language
}

const write = (ctx: CommandContext, { mail, name, statement, note, language }: Written): Letter => {
  const { kind } = mail
  if (kind !== 'tasks_assigned') return writeLetter({ ...mail, kind, name, statement }, language)
  const tasksPage = `${ctx.settings.PUBLIC_ORIGIN}/tasks/`
  return writeNote(
    { tasks: [], more: 0, ...note, name, tasksPage, stopPage: ctx.tools.links.pageOf(mail.userId) },
    language,
  )
}

/**
 * Writes the letter, unless it was written before, and notes that it goes on the wire, so that a crash from here on is
 * known to have an unknown outcome. Answers null where the letter is no longer in this instance's hand, or a note that has
 * nothing to tell any more.
 */
export const beginSending: Command<
  { mail: ClaimedMail; recipient: Recipient; statement: DayStatement | null; until: number },
  { posting: Posting; mail: ClaimedMail } | null
> = async (ctx, { mail, recipient, statement, until }) => {
  const mails = mailRepository(ctx.db)
  const row = await mails.findForUpdate(mail.id)
  if (row?.status !== 'queued' || row.claimedUntil !== mail.claimedUntil) return null
  const isNote = row.kind === 'tasks_assigned'
  const note = isNote ? await takeNote(ctx, { mail: row }) : null
  if (isNote && note === null) return null
  const language = [row.language, recipient.language].find(isLanguage) ?? 'en'
  const letter =
    row.messageId === ''
      ? {
          ...write(ctx, { mail: row, name: recipient.name, statement, note, language }),
          messageId: messageIdOf(row, ctx.settings.MAIL_FROM),
        }
      : { subject: row.subject, text: row.text, html: row.html, messageId: row.messageId }
  const change = {
    ...letter,
    id: row.id,
    language,
    toAddress: recipient.email,
    searchText: searchTextOf(letter.subject, recipient.email),
    attempts: row.attempts + 1,
    lookups: 0,
    sending: 1,
    claimedUntil: until,
  } as const
  await mails.change([change])
  const { name, email: address } = recipient
  const unsubscribe = isNote ? ctx.tools.links.oneClickOf(row.userId) : null
  return { posting: { ...letter, mailId: row.id, name, address, unsubscribe }, mail: { ...row, ...change } }
}
