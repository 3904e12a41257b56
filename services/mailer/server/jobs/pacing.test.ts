import { payoutIssued } from '@popug/contracts/events.ts'
import { until } from '@popug/service-kit/testing'
import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  letters,
  type MailerProgram,
  mailRows,
  pass,
  payout,
  startMailer,
  TestAuth,
} from '../testing/mailer-program.ts'
import { startTestSmtp, type TestSmtp } from '../testing/test-smtp.ts'

let auth: TestAuth
let smtp: TestSmtp
let program: MailerProgram | undefined
beforeEach(async () => {
  auth = new TestAuth()
  smtp = await startTestSmtp()
})
afterEach(async () => {
  await program?.stop()
  await smtp.stop()
})

const start = async (env: Record<string, string>, count: number): Promise<MailerProgram> => {
  program = await startMailer(auth, { env: { SMTP_URL: smtp.url, ...env } })
  await program.say(payoutIssued, ...Array.from({ length: count }, () => payout(auth.person().id)))
  await program.settled()
  return program
}
const sent = async (mailer: MailerProgram): Promise<number> =>
  (await mailRows(mailer)).filter(({ status }) => status === 'sent').length

it('no more letters go than the rate allows, and all go in the end', async () => {
  const mailer = await start({ MAIL_RATE: '60' }, 8)
  await until('the first three are sent', async () => (await sent(mailer)) === 3)
  for (let seconds = 1; seconds <= 5; seconds++) {
    expect(smtp.letters.length).toBe(2 + seconds)
    pass(mailer, 1_000)
    await until('one more is sent', async () => (await sent(mailer)) === 3 + seconds)
  }
  expect(await letters(mailer, 'sent')).toHaveLength(8)
})

it('letters that wait for Auth do not count', async () => {
  auth.away = true
  const mailer = await start({ MAIL_RATE: '1' }, 1)
  await until('Auth was asked', async () => (await mailRows(mailer)).every(({ lookups }) => lookups === 1))
  auth.away = false
  // Time enough for the letter to be due, and not for the rate to allow another: only what was given back lets it go.
  pass(mailer, 2_000)
  expect(await letters(mailer, 'sent')).toHaveLength(1)
})

it('connections stay open between letters, and are no more than told', async () => {
  const mailer = await start({ SMTP_CONNECTIONS: '2' }, 30)
  expect(await letters(mailer, 'sent')).toHaveLength(30)
  const { most, all } = smtp.connections()
  expect(most).toBeLessThanOrEqual(2)
  expect(all).toBeLessThanOrEqual(4)
})

it.each([
  ['MAIL_RATE', '-1'],
  ['MAIL_RATE', 'fast'],
  ['SMTP_CONNECTIONS', '0'],
  ['SMTP_CONNECTIONS', '51'],
  ['SMTP_TLS', 'never'],
  ['SMTP_CA', '/etc/ca.pem'],
  ['SMTP_URL', 'mail.example.com'],
  ['SMTP_URL', 'smtp://'],
  ['SMTP_URL', 'smtp://a b@mail.example.com'],
])('%s=%s is refused at the start', async (name, value) => {
  await expect(startMailer(auth, { env: { [name]: value } })).rejects.toThrow(name)
})
