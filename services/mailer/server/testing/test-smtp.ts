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
  | 'greylists' // 450 4.7.1 for the recipient: come back later
  | 'bars' // 550 5.7.1 for the recipient: a policy, no fault of the address
  | 'refuses_sender' // 550 for the sender
  | 'refuses_letter' // 554 after the letter
  | 'hangs_up' // closes the connection at the recipient
  | 'swallows' // takes the letter and closes the connection instead of answering
  | 'drops' // loses the letter and closes the connection instead of answering
  | 'slow' // answers after a while
  | 'silent' // takes the letter and never answers

interface TestSmtpOptions {
  /** The password it asks for, and the one in its URL. */
  readonly password?: { readonly right: string; readonly given: string }
  /** With it the server offers STARTTLS, or speaks TLS from the start. */
  readonly certificate?: { readonly key: string; readonly cert: string }
  readonly secure?: boolean
}

export interface TestSmtp {
  readonly url: string
  /** What the server took, in order. */
  readonly letters: Email[]
  /** How each of those came: whether encrypted, and as whom. */
  readonly sessions: { readonly secure: boolean; readonly user: string | undefined }[]
  /** The most connections that were open at once, and how many there were in all. */
  readonly connections: () => { readonly most: number; readonly all: number }
  /** How many times a recipient was named to it. */
  readonly tries: () => number
  /** The moods of the next letters, one each; `accepts` after that. */
  next(...moods: Mood[]): void
  /** Treats each recipient by how often they have been named so far, from 1; goes before `next`. */
  treat(by: (recipient: string, times: number) => Mood): void
  stop(): Promise<void>
}

const reply = (responseCode: number, text = 'no'): Error => Object.assign(new Error(text), { responseCode })

const read = async (stream: SMTPServerDataStream): Promise<Email> => {
  const chunks: Buffer[] = []
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk)
  return PostalMime.parse(Buffer.concat(chunks))
}

/** Starts a mail server in moods, on a free port of this machine. */
export const startTestSmtp = async ({
  password,
  certificate,
  secure = false,
}: TestSmtpOptions = {}): Promise<TestSmtp> => {
  const letters: Email[] = []
  const sessions: TestSmtp['sessions'] = []
  let [open, most, all] = [0, 0, 0]
  const moods: Mood[] = []
  let tries = 0
  const moodOf = new Map<string, Mood>()
  const named = new Map<string, number>()
  let moodFor: ((recipient: string, times: number) => Mood) | null = null
  const hangUp = (id: string): void => {
    for (const connection of server.connections) if (connection.session.id === id) connection._socket.destroy()
  }
  const server: SMTPServer = new SMTPServer({
    ...certificate,
    secure,
    authOptional: !password,
    disabledCommands: [...(password ? [] : ['AUTH']), ...(certificate ? [] : ['STARTTLS'])],
    allowInsecureAuth: true,
    logger: false,
    closeTimeout: 200,
    onConnect: (_session, done) => {
      open += 1
      all += 1
      most = Math.max(most, open)
      done()
    },
    onClose: () => {
      open -= 1
    },
    onAuth: ({ username, password: given }, _session, done) =>
      given === password?.right ? done(null, { user: username }) : done(reply(535)),
    onMailFrom: (_address, _session, done) => {
      if (moods[0] !== 'refuses_sender') return done()
      moods.shift()
      return done(reply(550))
    },
    onRcptTo: ({ address }, { id }, done) => {
      tries += 1
      const times = (named.get(address) ?? 0) + 1
      named.set(address, times)
      const now = moodFor?.(address, times) ?? moods.shift() ?? 'accepts'
      moodOf.set(id, now)
      if (now === 'refuses') return done(reply(550))
      if (now === 'greylists') return done(reply(450, '4.7.1 greylisted, come back later'))
      if (now === 'bars') return done(reply(550, '5.7.1 not from you'))
      if (now === 'full') return done(reply(452))
      return now === 'hangs_up' ? hangUp(id) : done()
    },
    onData: async (stream, { id, secure: encrypted, user }, done) => {
      // A letter that its sender broke off was never taken.
      const letter = await read(stream).catch(() => null)
      if (!letter) return hangUp(id)
      const now = moodOf.get(id)
      if (now === 'busy') return done(reply(451))
      if (now === 'refuses_letter') return done(reply(554))
      if (now === 'drops') return hangUp(id)
      letters.push(letter)
      sessions.push({ secure: encrypted, user })
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
    url: `smtp${secure ? 's' : ''}://${password ? `popug:${password.given}@` : ''}127.0.0.1:${port}`,
    letters,
    sessions,
    connections: () => ({ most, all }),
    tries: () => tries,
    next: (...coming) => moods.push(...coming),
    treat: (by) => {
      moodFor = by
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
