import { payoutIssued } from '@popug/contracts/events.ts'
import { makeTestStore, startTestProgram } from '@popug/service-kit/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { beginSending } from '../commands/begin-sending.ts'
import { claimMails } from '../commands/claim-mails.ts'
import { recordOutcome } from '../commands/record-outcome.ts'
import { mailerService, verifyMails } from '../service.ts'
import { letters, type MailerProgram, mailRows, payout, startMailer, TestAuth } from '../testing/mailer-program.ts'
import { startTestSmtp, type TestSmtp } from '../testing/test-smtp.ts'

const noon = Date.parse('2026-03-02T12:00:00Z')
const idle = { ...mailerService, jobs: [] }
let store: Awaited<ReturnType<typeof makeTestStore>>
let smtp: TestSmtp
let auth: TestAuth
beforeEach(async () => {
  store = await makeTestStore()
  smtp = await startTestSmtp()
  auth = new TestAuth()
})
afterEach(async () => {
  await smtp.stop()
  await store.remove()
})

const options = (now = noon) => ({
  now,
  env: { SMTP_URL: smtp.url, MAIL_ATTEMPTS: '2' },
  answers: auth.answers,
  database: store.open<object>().database,
})

/** Takes the first step of a sending, and as many more as told, and then does nothing any more. */
const dieAfter = async (program: MailerProgram, last: 'claimed' | 'begun' | 'posted'): Promise<void> => {
  const session = program.session()
  const [mail] = await session.transaction((ctx) => claimMails(ctx, { limit: 50, holdFor: 60_000 }))
  if (last === 'claimed') return
  const recipient = { userId: mail!.userId, name: 'Kesha', email: 'kesha@popug.test', language: null, askedAt: noon }
  const begun = await session.transaction((ctx) =>
    beginSending(ctx, { mail: mail!, recipient, statement: null, until: noon + 30_000 }),
  )
  if (last === 'posted') expect(await session.tools.post.send(begun!.posting)).toEqual({ is: 'accepted' })
}

describe.each([
  ['claimed', 0, 1, 0],
  ['begun', 1, 2, 0],
  ['posted', 1, 2, 1],
] as const)('killed after the letter was %s', (step, ambiguous, attempts, tookBefore) => {
  it('the letter goes out once more at most, under the same name', async () => {
    const before = await startTestProgram(idle, options())
    await before.say(payoutIssued, payout(auth.person().id))
    await before.settled()
    await dieAfter(before, step)
    await before.stop()
    expect(smtp.letters).toHaveLength(tookBefore)

    // Where instances share a database, what the dead one had in hand is free once its time is over, not at once.
    const { shared } = before.database.dialect
    const after = await startMailer(auth, options(shared ? noon + 61_000 : noon))
    const rows = await mailRows(after)
    expect(rows).toHaveLength(1)
    const [mail] = await letters(after, 'sent')
    expect(mail).toMatchObject({ ambiguous, attempts, accepted: 1 })
    expect(smtp.letters).toHaveLength(tookBefore + 1)
    expect(new Set(smtp.letters.map(({ messageId }) => messageId))).toEqual(new Set([mail!.messageId]))
    expect(new Set(smtp.letters.map(({ text }) => text)).size).toBe(1)
    expect(await verifyMails(after.session(), undefined)).toMatchObject({ holds: true })
    await after.stop()
  })
})

it('a letter that the mailer dies with every time is given up', async () => {
  const program = await startTestProgram(idle, options())
  await program.say(payoutIssued, payout(auth.person().id))
  await program.settled()
  for (let tries = 0; tries < 2; tries++) {
    await dieAfter(program, 'begun')
    program.clock.set(program.clock.now() + 61_000)
  }
  const claimed = await program.session().transaction((ctx) => claimMails(ctx, { limit: 50, holdFor: 60_000 }))
  expect(claimed).toEqual([])
  expect(await mailRows(program)).toMatchObject([{ status: 'failed', attempts: 2, ambiguous: 2, claimedUntil: null }])
  await program.stop()
})

describe('two instances', () => {
  it('never have the same letter in hand', async () => {
    const program = await startTestProgram(idle, options())
    await program.say(payoutIssued, ...Array.from({ length: 30 }, () => payout(auth.person().id)))
    await program.settled()
    const hands = await Promise.all(
      Array.from({ length: 4 }, () =>
        program.session().transaction((ctx) => claimMails(ctx, { limit: 20, holdFor: 60_000 })),
      ),
    )
    const ids = hands.flat().map(({ id }) => id)
    expect(ids).toHaveLength(30)
    expect(new Set(ids).size).toBe(30)
    await program.stop()
  })

  it('the slower one does not begin, and its late answer is only counted', async () => {
    const program = await startTestProgram(idle, options())
    await program.say(payoutIssued, payout(auth.person().id))
    await program.settled()
    const claim = () => program.session().transaction((ctx) => claimMails(ctx, { limit: 1, holdFor: 60_000 }))
    const [slow] = await claim()
    program.clock.set(noon + 61_000)
    const [quick] = await claim()
    const recipient = { userId: slow!.userId, name: 'K', email: 'k@popug.test', language: null, askedAt: noon }
    const begin = (mail: NonNullable<typeof slow>) =>
      program
        .session()
        .transaction((ctx) => beginSending(ctx, { mail, recipient, statement: null, until: noon + 90_000 }))
    expect(await begin(slow!)).toBeNull()
    const begun = await begin(quick!)
    const record = (mail: NonNullable<typeof slow>) =>
      program.session().transaction((ctx) => recordOutcome(ctx, { mail, outcome: { is: 'accepted' }, at: noon }))
    await record(slow!)
    expect(await mailRows(program)).toMatchObject([{ status: 'queued', sending: 1, accepted: 1 }])
    await record(begun!.mail)
    expect(await mailRows(program)).toMatchObject([{ status: 'sent', accepted: 2 }])
    const { holds, offenders } = await verifyMails(program.session(), undefined)
    expect(holds).toBe(false)
    expect(offenders).toMatchObject([{ accepted: 2, ambiguous: 0, resendings: 0 }])
    await program.stop()
  })
})
