import type { Readable } from 'node:stream'
import { createTransport, type NodemailerError } from 'nodemailer'

/** A letter ready for the wire. */
export interface Posting {
  readonly mailId: string
  readonly messageId: string
  readonly name: string
  readonly address: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** What became of a posting; `unknown`: the letter was on the wire and no answer came. */
export type PostOutcome =
  | { readonly is: 'accepted' }
  | { readonly is: 'refused' | 'not_taken' | 'unknown'; readonly failure: string }

/** Hands letters to a mail server. */
export interface Post {
  /** Never rejects, and answers within the time limit. */
  send(posting: Posting): Promise<PostOutcome>
  close(): void
}

export interface SmtpPostParts {
  readonly url: string
  readonly from: string
  /** Milliseconds that one letter may take. */
  readonly timeout: number
}

/** How many letters may be on the wire at once. */
const maxConnections = 5

/** Whether an error is an answer about this letter, and not about the connection or our account. */
const isAboutLetter = ({ code }: NodemailerError): boolean => code === 'EENVELOPE' || code === 'EMESSAGE'

/** What an error of the library means: https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1 for the codes. */
const outcomeOf = (error: NodemailerError, wasOnTheWire: boolean): PostOutcome => {
  const failure = error.message.slice(0, 500)
  // A reply ends all doubt: whatever it says, a letter that was replied to with an error was not taken.
  if (error.responseCode !== undefined) {
    return { is: isAboutLetter(error) && error.permanent === true ? 'refused' : 'not_taken', failure }
  }
  if (wasOnTheWire) return { is: 'unknown', failure }
  return { is: isAboutLetter(error) ? 'refused' : 'not_taken', failure }
}

/** Posts over SMTP, on a few connections that stay open between letters. */
export const smtpPost = ({ url, from, timeout }: SmtpPostParts): Post => {
  const transport = createTransport({
    pool: true,
    url,
    maxConnections,
    maxRequeues: 1,
    dnsTimeout: timeout,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const streams = new Map<string, Readable>()
  // The stream of a letter is read when the server is ready for it: from then on its silence means nothing for certain.
  transport.use('stream', (mail, done) => {
    const { message } = mail
    const create = message.createReadStream.bind(message)
    const name = message.messageId()
    message.createReadStream = (options) => {
      const stream = create(options)
      streams.set(name, stream)
      return stream
    }
    done()
  })

  return {
    send: async ({ mailId, messageId, name, address, subject, text, html }) => {
      try {
        await transport.sendMail({
          from,
          to: { name, address },
          subject,
          text,
          html,
          messageId,
          headers: { 'X-Popug-Mail': mailId, 'Auto-Submitted': 'auto-generated' },
          signal: AbortSignal.timeout(timeout),
        })
        return { is: 'accepted' }
      } catch (error) {
        return outcomeOf(error as NodemailerError, streams.get(messageId)?.readableDidRead === true)
      } finally {
        streams.delete(messageId)
      }
    },
    close: () => transport.close({ force: true }),
  }
}
