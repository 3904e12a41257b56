/**
 * A mail server in each of its moods, thirty letters each, half of them about payouts and half of them notes. What the
 * server itself kept is the witness: every letter ends sent or given up with a reason, none is lost, and one that arrived twice
 * did so under one Message-ID, after an outcome that nobody could know.
 */
import { payoutIssued } from '@popug/contracts/events.ts'
import { until } from '@popug/service-kit/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyMails } from '../service.ts'
import { type MailerProgram, mailRows, pass, payout, startMailer, TestAuth } from '../testing/mailer-program.ts'
import { give, given, wantNotes } from '../testing/task-events.ts'
import { type Mood, startTestSmtp, type TestSmtp } from '../testing/test-smtp.ts'

const count = 30
const mostRounds = 10
const attempts = 4

let auth: TestAuth
let smtp: TestSmtp
let program: MailerProgram
beforeEach(async () => {
  auth = new TestAuth()
  smtp = await startTestSmtp()
})
afterEach(async () => {
  await program.stop()
  await smtp.stop()
})

type Row = Awaited<ReturnType<typeof mailRows>>[number]
/** How many letters of this name the server kept. */
const keptOf = ({ messageId }: Pick<Row, 'messageId'>): number =>
  smtp.letters.filter((letter) => letter.messageId === messageId).length

const start = async (timeout = 20_000): Promise<void> => {
  const env = { SMTP_TIMEOUT: String(timeout), SMTP_CONNECTIONS: '30', MAIL_ATTEMPTS: String(attempts) }
  program = await startMailer(auth, { env: { SMTP_URL: smtp.url, ...env } })
}

/** Queues a letter for each of thirty people, all due at once. */
const queueLetters = async (): Promise<void> => {
  const people = Array.from({ length: count }, (_, index) => auth.person({ email: `popug-${index}@popug.test` }))
  const [noted, paid] = [people.slice(0, count / 2), people.slice(count / 2)]
  await wantNotes(program, ...noted.map(({ id }) => id))
  await give(program, ...noted.map(({ id }) => given(id)))
  program.clock.set(program.clock.now() + 600_000)
  await program.say(payoutIssued, ...paid.map(({ id }) => payout(id)))
  await program.settled()
}

/** Lets time pass from try to try until nothing is queued; time stands while a letter is in hand. */
const untilAllEnded = async (): Promise<Row[]> => {
  for (let round = 0; round < mostRounds; round++) {
    let rows: Row[] = []
    await until('no letter is in hand or due', async () => {
      const now = program.clock.now()
      rows = await mailRows(program)
      return rows.every((row) => row.claimedUntil === null && (row.status !== 'queued' || row.nextAttemptAt > now))
    })
    const waiting = rows.filter(({ status }) => status === 'queued')
    if (waiting.length === 0) return rows
    pass(program, Math.max(...waiting.map(({ nextAttemptAt }) => nextAttemptAt)) - program.clock.now())
  }
  throw new Error(`after ${mostRounds} rounds letters are still queued`)
}

/** What must hold in every mood, by the rows and by what the server kept. */
const expectAccounted = async (rows: readonly Row[]): Promise<void> => {
  expect(rows).toHaveLength(count)
  expect(new Set(rows.map(({ messageId }) => messageId)).size).toBe(count)
  for (const row of rows) {
    const kept = keptOf(row)
    expect(row.status === 'sent' || (row.status === 'failed' && row.failure !== null)).toBe(true)
    if (row.status === 'sent') expect(kept).toBeGreaterThanOrEqual(1)
    expect(kept).toBeLessThanOrEqual(row.accepted + row.ambiguous)
    expect(kept).toBeGreaterThanOrEqual(row.accepted)
  }
  // Nothing arrived that is nobody's, and what arrived twice is the same letter.
  expect(rows.reduce((sum, row) => sum + keptOf(row), 0)).toBe(smtp.letters.length)
  const told = new Set(smtp.letters.map(({ messageId, to, text }) => [messageId, to?.[0]?.address, text].join('\n')))
  expect(told.size).toBe(new Set(smtp.letters.map(({ messageId }) => messageId)).size)
  expect(await verifyMails(program.session(), undefined)).toMatchObject({ holds: true })
}

const isOdd = (recipient: string): boolean => /[13579]@/.test(recipient)

interface Expected {
  /** The mood for each try of a recipient's letter, the last one for all that follow. */
  readonly moods: (recipient: string) => readonly Mood[]
  readonly timeout?: number
  readonly row: (recipient: string) => Partial<Row>
  readonly kept: (recipient: string) => number
}
const once = () => 1
const never = () => 0

const table: readonly (readonly [string, Expected])[] = [
  ['accepts', { moods: () => ['accepts'], row: () => ({ status: 'sent', attempts: 1, ambiguous: 0 }), kept: once }],
  [
    'refuses for now, twice',
    {
      moods: (to) => (isOdd(to) ? ['busy', 'full', 'accepts'] : ['full', 'busy', 'accepts']),
      row: () => ({ status: 'sent', attempts: 3, ambiguous: 0, failure: null }),
      kept: once,
    },
  ],
  [
    'refuses for good',
    {
      moods: (to) => [isOdd(to) ? 'refuses' : 'refuses_letter'],
      row: () => ({ status: 'failed', attempts: 1, accepted: 0, ambiguous: 0 }),
      kept: never,
    },
  ],
  [
    'greylists whom it does not know',
    {
      moods: () => ['greylists', 'accepts'],
      row: () => ({ status: 'sent', attempts: 2, ambiguous: 0, failure: null }),
      kept: once,
    },
  ],
  [
    'takes letters and never answers',
    {
      moods: () => ['silent', 'accepts'],
      timeout: 2_000,
      row: () => ({ status: 'sent', attempts: 2, accepted: 1, ambiguous: 1, failure: null }),
      kept: () => 2,
    },
  ],
  [
    'hangs up after the letter, having kept it or not',
    {
      moods: (to) => [isOdd(to) ? 'swallows' : 'drops', 'accepts'],
      row: () => ({ status: 'sent', attempts: 2, accepted: 1, ambiguous: 1, failure: null }),
      kept: (to) => (isOdd(to) ? 2 : 1),
    },
  ],
  ['is slow', { moods: () => ['slow'], row: () => ({ status: 'sent', attempts: 1, ambiguous: 0 }), kept: once }],
  [
    'refuses for now, always',
    {
      moods: () => ['busy'],
      row: () => ({ status: 'failed', attempts, accepted: 0, ambiguous: 0, failure: expect.stringContaining('451') }),
      kept: never,
    },
  ],
]

describe('a mail server that', () => {
  it.each(table)('%s: each of thirty letters is accounted for', async (_, { moods, timeout, row, kept }) => {
    await start(timeout)
    smtp.treat((recipient, times) => moods(recipient)[times - 1] ?? moods(recipient).at(-1) ?? 'accepts')
    await queueLetters()
    const rows = await untilAllEnded()
    for (const one of rows) {
      expect(one).toMatchObject(row(one.toAddress))
      expect([one.toAddress, keptOf(one)]).toEqual([one.toAddress, kept(one.toAddress)])
    }
    await expectAccounted(rows)
  })

  it('refused people for good gets no more letters to them, and each of those ends with the reason', async () => {
    await start()
    smtp.treat(() => 'refuses')
    await queueLetters()
    await untilAllEnded()
    smtp.treat(() => 'accepts')
    await program.say(payoutIssued, ...[...auth.people.values()].map(({ id }) => payout(id)))
    await program.settled()
    const rows = (await untilAllEnded()).filter(({ toAddress }) => toAddress === '')
    expect(rows).toHaveLength(auth.people.size)
    for (const { status, attempts: tries, failure } of rows)
      expect([status, tries, failure]).toEqual(['failed', 0, expect.stringMatching(/^Letters to \S+ bounce: /)])
    expect(smtp.letters).toEqual([])
    expect(smtp.tries()).toBe(count)
  })
})
