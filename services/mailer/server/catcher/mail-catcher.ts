import type { AddressInfo } from 'node:net'
import { type Clock, type Database, newId } from '@popug/service-kit'
import PostalMime, { type Address } from 'postal-mime'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import { caughtLetterRepository } from '../db/caught-letter-repository.ts'
import type { Tables } from '../db/tables.ts'

const maxLetters = 10_000
/** Bytes of one letter; a larger one is refused over SMTP. */
const maxBytes = 1024 * 1024
const idPattern = /^[0-9a-f-]{36}$/

export interface MailCatcher {
  /** Where it takes letters: `smtp://127.0.0.1:…`. */
  readonly url: string
  stop(): Promise<void>
}

interface CatcherParts {
  readonly database: Database<Tables>
  readonly clock: Clock
  /** How many letters are kept; the oldest go first. */
  readonly keep?: number
}

const collect = async (stream: SMTPServerDataStream): Promise<Buffer> => {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length
    // What is beyond the bound is read and let go, so that the refusal can be said.
    if (bytes <= maxBytes) chunks.push(chunk)
  }
  if (bytes > maxBytes) throw Object.assign(new Error('this letter is too large'), { responseCode: 552 })
  return Buffer.concat(chunks)
}

const addressText = (address: Address | undefined): string =>
  !address?.address ? '' : address.name ? `${address.name} <${address.address}>` : address.address

const letterFrom = async (source: Buffer, { envelope }: SMTPServerSession) => {
  const mail = await PostalMime.parse(source)
  const mailId = mail.headers.find(({ key }) => key === 'x-popug-mail')?.value ?? ''
  const envelopeFrom = envelope.mailFrom ? envelope.mailFrom.address : ''
  return {
    messageId: (mail.messageId ?? '').slice(0, 500),
    mailId: idPattern.test(mailId) ? mailId : null,
    sender: (addressText(mail.from) || envelopeFrom).slice(0, 500),
    recipient: (mail.to?.map(addressText) ?? envelope.rcptTo.map(({ address }) => address)).join(', ').slice(0, 500),
    subject: (mail.subject ?? '').slice(0, 1000),
    text: mail.text ?? '',
    html: mail.html ?? '',
    source: source.toString('utf8'),
  }
}

/** Starts a mail server on this machine alone that keeps every letter it gets instead of delivering it. */
export const startMailCatcher = async ({ database, clock, keep = maxLetters }: CatcherParts): Promise<MailCatcher> => {
  const letters = caughtLetterRepository(database)
  let kept = await letters.count()

  const take = async (stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> => {
    const letter = await letterFrom(await collect(stream), session)
    const receivedAt = clock.now()
    await letters.add({ id: newId(receivedAt), ...letter, receivedAt })
    kept += 1
    if (kept <= keep) return
    await letters.dropOldest(kept - keep)
    kept = keep
  }

  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: maxBytes,
    logger: false,
    closeTimeout: 1_000,
    onData: (stream, session, done) => {
      take(stream, session).then(
        () => done(),
        (error: Error) => done(error),
      )
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  // A connection that breaks is its own end, not the catcher's.
  server.on('error', () => undefined)
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
