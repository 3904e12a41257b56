import { payoutIssued } from '@popug/contracts/events.ts'
import { until } from '@popug/service-kit/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyMails } from '../service.ts'
import {
  letters,
  type MailerProgram,
  mailRows,
  pass,
  payout,
  startMailer,
  TestAuth,
  triedTimes,
} from '../testing/mailer-program.ts'
import { startTestSmtp, type TestSmtp } from '../testing/test-smtp.ts'

const hour = 60 * 60_000
let auth: TestAuth
let smtp: TestSmtp
let program: MailerProgram
beforeEach(async () => {
  auth = new TestAuth()
  smtp = await startTestSmtp()
  program = await startMailer(auth, { env: { SMTP_URL: smtp.url, SMTP_TIMEOUT: '1000', MAIL_ATTEMPTS: '3' } })
})
afterEach(async () => {
  await program.stop()
  await smtp.stop()
})

const issue = (userId = auth.person().id) => program.say(payoutIssued, payout(userId))

describe('a mail server that', () => {
  it.each(['busy', 'full', 'hangs_up'] as const)('is %s is tried again later, and one letter arrives', async (mood) => {
    smtp.next(mood)
    await issue()
    await triedTimes(program, 1)
    const [waiting] = await letters(program, 'queued')
    expect(waiting).toMatchObject({ attempts: 1, ambiguous: 0 })
    expect(waiting!.failure).toBeTruthy()
    const delay = waiting!.nextAttemptAt - program.clock.now()
    expect(delay).toBeGreaterThanOrEqual(5_000)
    expect(delay).toBeLessThanOrEqual(10_000)
    pass(program, delay - 1)
    await issue()
    await until('a later letter was sent', () => smtp.letters.length === 1)
    expect((await mailRows(program))[0]).toMatchObject({ attempts: 1 })
    pass(program, 1)
    expect((await letters(program, 'sent'))[0]).toMatchObject({ attempts: 2, failure: null, accepted: 1, ambiguous: 0 })
    expect(smtp.letters).toHaveLength(2)
  })

  it.each(['refuses', 'refuses_letter'] as const)('%s is not asked again', async (mood) => {
    smtp.next(mood)
    await issue()
    await triedTimes(program, 1)
    expect(await letters(program, 'failed')).toMatchObject([{ attempts: 1, accepted: 0 }])
    pass(program, hour)
    await issue(auth.person({ email: 'gosha@popug.test' }).id)
    await until('a later letter was sent', () => smtp.letters.length === 1)
    expect((await mailRows(program))[0]).toMatchObject({ status: 'failed', attempts: 1 })
    expect(smtp.tries()).toBe(2)
  })

  it('is slow within the time limit is waited for', async () => {
    smtp.next('slow')
    await issue()
    await triedTimes(program, 1)
    expect(await letters(program, 'sent')).toMatchObject([{ attempts: 1, ambiguous: 0 }])
  })

  it.each(['swallows', 'silent'] as const)('%s the letter gets the same letter once more', async (mood) => {
    smtp.next(mood)
    await issue()
    await triedTimes(program, 1)
    expect(await letters(program, 'queued')).toMatchObject([{ attempts: 1, accepted: 0, ambiguous: 1 }])
    pass(program, hour)
    const [mail] = await letters(program, 'sent')
    expect(mail).toMatchObject({ attempts: 2, accepted: 1, ambiguous: 1 })
    expect(smtp.letters).toHaveLength(2)
    const [first, second] = smtp.letters
    expect(first!.messageId).toBe(`<payout_issued.${mail!.payoutId}@popug.test>`)
    expect(second).toMatchObject({ messageId: first!.messageId, subject: first!.subject, text: first!.text })
    expect(await verifyMails(program.session(), undefined)).toMatchObject({ holds: true })
  })

  it('never takes it is given up after the last try', async () => {
    smtp.next(...Array<'busy'>(10).fill('busy'))
    await issue()
    for (let attempts = 1; attempts <= 3; attempts++) {
      await triedTimes(program, attempts)
      pass(program, 2 * hour)
    }
    expect(await letters(program, 'failed')).toMatchObject([{ attempts: 3, accepted: 0 }])
    expect(smtp.tries()).toBe(3)
  })

  it('is not there is tried again', async () => {
    await smtp.stop()
    await issue()
    await triedTimes(program, 1)
    const [mail] = await letters(program, 'queued')
    expect(mail).toMatchObject({ ambiguous: 0 })
    expect(mail!.failure).toContain('ECONNREFUSED')
  })

  it('moods change for a hundred letters at once: each arrives, none twice but for the swallowed', async () => {
    const moods = ['accepts', 'busy', 'hangs_up', 'swallows', 'slow', 'full'] as const
    smtp.next(...Array.from({ length: 60 }, (_, index) => moods[(index * 7) % moods.length]!))
    await program.say(payoutIssued, ...Array.from({ length: 100 }, () => payout(auth.person().id)))
    await program.settled()
    await until('all are sent', async () => {
      pass(program, 2 * hour)
      const rows = await mailRows(program)
      return rows.every(({ status }) => status !== 'queued')
    })
    const rows = await mailRows(program)
    const arrived = new Map<string, number>()
    for (const { messageId } of smtp.letters) arrived.set(messageId!, (arrived.get(messageId!) ?? 0) + 1)
    for (const { status, messageId, ambiguous } of rows) {
      if (status === 'sent') expect(arrived.get(messageId)).toBeGreaterThanOrEqual(1)
      expect(arrived.get(messageId) ?? 0).toBeLessThanOrEqual(1 + ambiguous)
    }
    expect(await verifyMails(program.session(), undefined)).toMatchObject({ holds: true })
  })
})

it('a sender whom the server does not like is no letter’s fault', async () => {
  smtp.next('refuses_sender')
  await issue()
  await triedTimes(program, 1)
  const [mail] = await letters(program, 'queued')
  expect(mail).toMatchObject({ attempts: 1, ambiguous: 0, failure: expect.stringContaining('550') })
  pass(program, hour)
  expect(await letters(program, 'sent')).toMatchObject([{ attempts: 2 }])
})

it('the right password lets letters through', async () => {
  const locked = await startTestSmtp({ password: { right: 'right', given: 'right' } })
  const other = await startMailer(auth, { env: { SMTP_URL: locked.url } })
  await other.say(payoutIssued, payout(auth.person().id))
  await letters(other, 'sent')
  expect(locked.sessions).toEqual([{ secure: false, user: 'popug' }])
  await other.stop()
  await locked.stop()
})

it('a wrong password is no letter’s fault', async () => {
  const locked = await startTestSmtp({ password: { right: 'right', given: 'wrong' } })
  const other = await startMailer(auth, { env: { SMTP_URL: locked.url } })
  await other.say(payoutIssued, payout(auth.person().id))
  await triedTimes(other, 1)
  expect(await letters(other, 'queued')).toMatchObject([{ attempts: 1, ambiguous: 0 }])
  await other.stop()
  await locked.stop()
})

describe('while Auth is away', () => {
  it('letters wait without losing a try, longer each time, and go when it is back', async () => {
    auth.away = true
    await issue()
    await program.settled()
    const looked = (times: number) =>
      until(`Auth was asked ${times} times`, async () =>
        (await mailRows(program)).every((row) => row.lookups === times),
      )
    await looked(1)
    pass(program, 5_000)
    await looked(2)
    const [mail] = await letters(program, 'queued')
    expect(mail).toMatchObject({ attempts: 0, toAddress: '', failure: expect.stringContaining('Auth does not answer') })
    expect(mail!.nextAttemptAt - program.clock.now()).toBeGreaterThanOrEqual(2_000)
    auth.away = false
    pass(program, hour)
    expect(await letters(program, 'sent')).toMatchObject([{ attempts: 1, lookups: 0, toAddress: 'kesha@popug.test' }])
  })

  it('letters of people just asked about go', async () => {
    const kesha = auth.person()
    await issue(kesha.id)
    await program.settled()
    await letters(program, 'sent')
    auth.away = true
    await issue(kesha.id)
    await program.settled()
    await letters(program, 'sent')
    expect(smtp.letters).toHaveLength(2)
  })
})
