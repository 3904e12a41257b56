import { Refusal } from '@popug/contracts/refusals.ts'
import { recordAudit } from '@popug/service-kit'
import { mailRepository } from '../db/mail-repository.ts'
import type { MailRow } from '../db/tables.ts'
import type { Command } from '../world.ts'

/** Queues a letter that was sent or given up again: the same letter, to the person's address of today. */
export const resendMail: Command<{ id: string }, MailRow> = async (ctx, { id }) => {
  const mails = mailRepository(ctx.db)
  const mail = await mails.findForUpdate(id)
  if (!mail) throw new Refusal('not_found')
  // What a note was to tell is gone with the note, where it was given up before it was written.
  const isEmptyNote = mail.kind === 'tasks_assigned' && mail.messageId === ''
  if (mail.status === 'queued' || isEmptyNote) throw new Refusal('mail_not_resendable')
  const change = {
    status: 'queued',
    attempts: 0,
    lookups: 0,
    nextAttemptAt: ctx.now,
    failure: null,
    resendings: mail.resendings + 1,
    sentAt: null,
  } as const
  await mails.change([{ id, ...change }])
  const detail = { userId: mail.userId }
  await recordAudit(ctx.db, { at: ctx.now, actorId: ctx.actor.id, action: 'mail.resent', subject: id, detail })
  ctx.wake('send-mails')
  return { ...mail, ...change }
}
