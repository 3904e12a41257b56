import type { Readable } from 'node:stream'
import { rootCertificates } from 'node:tls'
import { createTransport, type NodemailerError } from 'nodemailer'
import { isGone } from './bounce.ts'
import { type Encryption, needsEncryption } from './encryption.ts'
import { messageOf, type Posting } from './message.ts'

/**
 * What became of a posting. `refused`: not this letter, ever; `bounced`: no letter to this address, ever; `not_taken`: not
 * now; `unknown`: the letter was on the wire and no answer came.
 */
export type PostOutcome =
  | { readonly is: 'accepted' }
  | { readonly is: 'refused' | 'bounced' | 'not_taken' | 'unknown'; readonly failure: string }

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
  /** How many letters may be on the wire at once, each on a connection of its own. */
  readonly connections: number
  readonly encryption: Encryption
  /** Whom to trust besides those whom everyone trusts, as PEM; empty: nobody. */
  readonly ca: string
}

/** Whether an error is an answer about this letter, and not about the connection, our account or who we say we are. */
const isAboutLetter = ({ code, command }: NodemailerError): boolean =>
  (code === 'EENVELOPE' && command !== 'MAIL FROM') || code === 'EMESSAGE'

/** What an error of the library means: https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1 for the codes. */
const outcomeOf = (error: NodemailerError, wasOnTheWire: boolean): PostOutcome => {
  const failure = error.message.slice(0, 500)
  // A reply ends all doubt: whatever it says, a letter that was replied to with an error was not taken.
  if (error.responseCode !== undefined) {
    if (!isAboutLetter(error) || error.permanent !== true) return { is: 'not_taken', failure }
    return { is: error.command === 'RCPT TO' && isGone(error.response ?? '') ? 'bounced' : 'refused', failure }
  }
  if (wasOnTheWire) return { is: 'unknown', failure }
  return { is: isAboutLetter(error) ? 'refused' : 'not_taken', failure }
}

/** Posts over SMTP, on a few connections that stay open between letters. */
export const smtpPost = ({ url, from, timeout, connections, encryption, ca }: SmtpPostParts): Post => {
  const transport = createTransport({
    pool: true,
    url,
    maxConnections: connections,
    requireTLS: needsEncryption(url, encryption),
    tls: ca === '' ? {} : { ca: [...rootCertificates, ca] },
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
    send: async (posting) => {
      const { messageId } = posting
      try {
        await transport.sendMail({ ...messageOf(posting, from), signal: AbortSignal.timeout(timeout) })
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
