import { choiceRepository } from '../db/choice-repository.ts'
import { mailRepository } from '../db/mail-repository.ts'
import { noteRepository } from '../db/note-repository.ts'
import type { MailRow } from '../db/tables.ts'
import type { NoteFacts } from '../domain/note.ts'
import type { Command } from '../world.ts'

const notWanted = 'The person wants no such letters any more'

/**
 * What a note in hand tells, taken off what is being gathered; empty where it was written before. Null where it is not to be
 * sent: one that was never written goes away when its tasks did, or the person wants none; a written one is given up.
 */
export const takeNote: Command<{ mail: MailRow }, NoteFacts | null> = async (ctx, { mail }) => {
  const mails = mailRepository(ctx.db)
  const isWanted = (await choiceRepository(ctx.db).wantingNotes([mail.userId])).size > 0
  if (mail.messageId !== '') {
    if (isWanted) return { tasks: [], more: 0 }
    await mails.change([{ id: mail.id, status: 'failed', failure: notWanted, claimedUntil: null }])
    return null
  }
  const notes = noteRepository(ctx.db)
  const note = await notes.findForUpdate(mail.userId)
  const isOwn = note?.mailId === mail.id
  const tasks = isOwn ? await notes.tasksOf(mail.userId) : []
  if (isOwn) await notes.remove(mail.userId)
  const more = isOwn ? note.more : 0
  if (isWanted && tasks.length + more > 0)
    return { tasks: tasks.map(({ taskKey: key, title }) => ({ key, title })), more }
  await mails.remove(mail.id)
  return null
}

/** Forgets what was gathered for a note that is given up before it was written; other letters have nothing to forget. */
export const dropNote: Command<{ mail: MailRow }, void> = async (ctx, { mail }) => {
  if (mail.kind !== 'tasks_assigned' || mail.messageId !== '') return
  const notes = noteRepository(ctx.db)
  if ((await notes.findForUpdate(mail.userId))?.mailId === mail.id) await notes.remove(mail.userId)
}
