import { createTransport, type SendMailOptions } from 'nodemailer'

/** A letter ready for the wire. */
export interface Posting {
  readonly mailId: string
  readonly messageId: string
  readonly name: string
  readonly address: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** What a mail program posts to when the person wants no more of such letters; null: they always come. */
  readonly unsubscribe: string | null
}

/** https://www.rfc-editor.org/rfc/rfc8058#section-3.1 */
const oneClick = (link: string): Record<string, string> => ({
  'List-Unsubscribe': `<${link}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})

/** A letter as the library takes it. */
export const messageOf = (
  { mailId, messageId, name, address, subject, text, html, unsubscribe }: Posting,
  from: string,
): SendMailOptions => ({
  from,
  to: { name, address },
  subject,
  text,
  html,
  messageId,
  headers: {
    'X-Popug-Mail': mailId,
    'Auto-Submitted': 'auto-generated',
    ...(unsubscribe === null ? {} : oneClick(unsubscribe)),
  },
})

/** Writes messages down instead of sending them. */
const writer = createTransport({
  streamTransport: true,
  buffer: true,
  newline: 'unix',
  disableFileAccess: true,
  disableUrlAccess: true,
})

/** A letter as it goes over the wire: its heads, then text and HTML in their encodings. `sentAt` in epoch milliseconds. */
export const sourceOf = async (
  posting: Posting,
  { from, sentAt }: { from: string; sentAt: number },
): Promise<string> => {
  const { message } = await writer.sendMail({ ...messageOf(posting, from), date: new Date(sentAt) })
  return message.toString()
}
