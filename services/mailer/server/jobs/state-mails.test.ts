import { payoutIssued, payoutReturned } from '@popug/contracts/events.ts'
import { mailerRoutes } from '@popug/contracts/mailer.ts'
import { newId } from '@popug/service-kit'
import { until } from '@popug/service-kit/testing'
import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  caught,
  letters,
  type MailerProgram,
  mailRows,
  pass,
  payout,
  returned,
  startMailer,
  TestAccounts,
  TestAuth,
} from '../testing/mailer-program.ts'

let auth: TestAuth
let accounts: TestAccounts
let program: MailerProgram
beforeEach(async () => {
  auth = new TestAuth()
  accounts = new TestAccounts()
  program = await startMailer(auth, { accounts })
})
afterEach(() => program.stop())

const rows = (times: number) =>
  until(`accounts was asked for ${times} times`, async () =>
    (await mailRows(program)).every(({ lookups }) => lookups === times),
  )

it('a payout’s letter tells how it came about, and goes over the wire as text and as HTML', async () => {
  await program.say(payoutIssued, payout(auth.person({ language: 'en' }).id))
  const [mail] = await letters(program, 'sent')
  const [letter] = await caught(program)
  expect(letter!.text).toContain('Fees for tasks taken: −$15.44\nRewards for tasks closed: $1,250.00\n')
  expect(letter!.html).toMatch(/Rewards for tasks closed<\/th>\s*<td[^>]*>\$1,250.00</)
  expect(letter!.html.trim()).toBe(mail!.html.trim())
  const [received] = await program.database.query.selectFrom('caughtLetters').select('source').execute()
  expect(received!.source).toMatch(/^Content-Type: multipart\/alternative/m)
})

it('all letters of a day are asked about at once, and those of another day apart', async () => {
  const people = Array.from({ length: 30 }, () => auth.person().id)
  // Asked only once all are there, so that one run of the job has them all.
  auth.away = true
  await program.say(
    payoutIssued,
    ...people.map((userId) => payout(userId)),
    ...people.slice(0, 5).map((userId) => payout(userId, { day: '2026-03-01' })),
  )
  await program.settled()
  auth.away = false
  pass(program, 600_000)
  expect(await letters(program, 'sent')).toHaveLength(35)
  expect(accounts.asked.map(({ day, userIds }) => [day, userIds.length]).sort()).toEqual([
    ['2026-03-01', 5],
    ['2026-03-02', 30],
  ])
})

it('while Accounts is away letters wait without losing a try, longer each time, and go when it is back', async () => {
  accounts.away = true
  await program.say(payoutIssued, payout(auth.person().id))
  await program.settled()
  await rows(1)
  pass(program, 5_000)
  await rows(2)
  const [mail] = await letters(program, 'queued')
  expect(mail).toMatchObject({ attempts: 0, html: '', failure: expect.stringContaining('Accounts does not answer') })
  expect(mail!.nextAttemptAt - program.clock.now()).toBeGreaterThanOrEqual(2_000)
  accounts.away = false
  pass(program, 600_000)
  expect(await letters(program, 'sent')).toMatchObject([{ attempts: 1, lookups: 0, failure: null }])
  expect((await caught(program))[0]!.text).toContain('Balance before')
})

it('a letter that was written once is not asked about again, and a letter about a return not at all', async () => {
  const kesha = auth.person().id
  await program.say(payoutIssued, payout(kesha))
  const [mail] = await letters(program, 'sent')
  accounts.away = true
  expect((await program.as('admin').call(mailerRoutes.resendMail, { params: { id: mail!.id } })).status).toBe(200)
  await program.say(payoutReturned, returned(kesha, 'no card'))
  await program.settled()
  await letters(program, 'sent')
  expect(accounts.asked).toHaveLength(1)
  expect(
    new Set((await caught(program)).filter(({ mailId }) => mailId === mail!.id).map(({ text }) => text)).size,
  ).toBe(1)
})

it('a statement that does not fit the payout is not told, and the letter goes all the same', async () => {
  const kesha = auth.person().id
  accounts.statements.set(kesha, { paidOutMinor: 1, closingMinor: 123_455 })
  await program.say(payoutIssued, payout(kesha), payout(auth.person().id, { payoutId: newId() }))
  await program.settled()
  const sent = await letters(program, 'sent')
  expect(sent.map(({ userId, html }) => [userId === kesha, html.includes('<table')]).sort()).toEqual([
    [false, true],
    [true, false],
  ])
})
