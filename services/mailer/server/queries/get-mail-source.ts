import { sourceOf } from '../clients/message.ts'
import { recipientRepository } from '../db/recipient-repository.ts'
import type { MailRow } from '../db/tables.ts'
import type { Query } from '../world.ts'

/** A letter as it goes over the wire to where it last went; empty before it is written. */
export const getMailSource: Query<{ mail: MailRow }, string> = async ({ db, settings, tools, now }, { mail }) => {
  const { id, userId, kind, messageId, toAddress, subject, text, html, sentAt } = mail
  if (messageId === '') return ''
  const [recipient] = await recipientRepository(db).findSince([userId], 0)
  const unsubscribe = kind === 'tasks_assigned' ? tools.links.oneClickOf(userId) : null
  const letter = { mailId: id, messageId, name: recipient?.name ?? '', address: toAddress, subject, text, html }
  return sourceOf({ ...letter, unsubscribe }, { from: settings.MAIL_FROM, sentAt: sentAt ?? now })
}
