/** About the mailbox or its domain (https://www.iana.org/assignments/smtp-enhanced-status-codes): there is none, it moved, it is closed. */
const goneForGood = new Set(['5.1.0', '5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1'])
/** The same where the server gives no such code: https://www.rfc-editor.org/rfc/rfc5321#section-4.2.3 */
const goneByReply = new Set(['550', '551', '553'])

/**
 * Whether a server's reply to naming a recipient means that letters will never reach this address. A full mailbox, a
 * policy, a sender it does not like are no fault of the address.
 */
export const isGone = (reply: string): boolean => {
  const [, code = '', enhanced] = /^(\d{3})[ -](?:(\d\.\d{1,3}\.\d{1,3})\b)?/.exec(reply) ?? []
  return enhanced === undefined ? goneByReply.has(code) : code.startsWith('5') && goneForGood.has(enhanced)
}
