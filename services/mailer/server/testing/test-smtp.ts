import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server'

/** How a mail server treats the next letter. */
export type Mood =
  | 'accepts'
  | 'busy' // 451 after the letter
  | 'full' // 452 for the recipient
  | 'refuses' // 550 for the recipient
  | 'refuses_letter' // 554 after the letter
  | 'hangs_up' // closes the connection at the recipient
  | 'swallows' // takes the letter and closes the connection instead of answering
  | 'slow' // answers after a while
  | 'silent' // takes the letter and never answers
  | 'wrong_password' // 535 for everyone

export interface TestSmtp {
  readonly url: string
  /** What the server took, in order. */
  readonly letters: Email[]
  /** How many times a recipient was named to it. */
  readonly tries: () => number
  /** The moods of the next letters, one each; `accepts` after that. */
  next(...moods: Mood[]): void
  stop(): Promise<void>
}

const reply = (responseCode: number): Error => Object.assign(new Error('no'), { responseCode })

const read = async (stream: SMTPServerDataStream): Promise<Email> => {
  const chunks: Buffer[] = []
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk)
  return PostalMime.parse(Buffer.concat(chunks))
}

/** Starts a mail server in moods, on a free port of this machine. */
export const startTestSmtp = async ({ password = false } = {}): Promise<TestSmtp> => {
  const letters: Email[] = []
  const moods: Mood[] = []
  let tries = 0
  const moodOf = new Map<string, Mood>()
  const hangUp = (id: string): void => {
    for (const connection of server.connections) if (connection.session.id === id) connection._socket.destroy()
  }
  const server: SMTPServer = new SMTPServer({
    authOptional: !password,
    disabledCommands: password ? ['STARTTLS'] : ['AUTH', 'STARTTLS'],
    allowInsecureAuth: true,
    logger: false,
    closeTimeout: 200,
    onAuth: (_auth, _session, done) => done(reply(535)),
    onRcptTo: (_address, { id }, done) => {
      tries += 1
      const now = moods.shift() ?? 'accepts'
      moodOf.set(id, now)
      if (now === 'refuses') return done(reply(550))
      if (now === 'full') return done(reply(452))
      return now === 'hangs_up' ? hangUp(id) : done()
    },
    onData: async (stream, { id }, done) => {
      // A letter that its sender broke off was never taken.
      const letter = await read(stream).catch(() => null)
      if (!letter) return hangUp(id)
      const now = moodOf.get(id)
      if (now === 'busy') return done(reply(451))
      if (now === 'refuses_letter') return done(reply(554))
      letters.push(letter)
      if (now === 'swallows') return hangUp(id)
      if (now === 'silent') return undefined
      if (now === 'slow') await wait(300)
      return done()
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://${password ? 'popug:wrong@' : ''}127.0.0.1:${port}`,
    letters,
    tries: () => tries,
    next: (...coming) => moods.push(...coming),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
