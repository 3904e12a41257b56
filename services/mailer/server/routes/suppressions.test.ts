import { payoutIssued } from '@popug/contracts/events.ts'
import { mailerRoutes } from '@popug/contracts/mailer.ts'
import { roles } from '@popug/contracts/roles.ts'
import { newId } from '@popug/service-kit'
import { audited } from '@popug/service-kit/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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
import { type Mood, startTestSmtp, type TestSmtp } from '../testing/test-smtp.ts'

const { listSuppressions, liftSuppression, resendMail } = mailerRoutes
const minute = 60_000
let auth: TestAuth
let smtp: TestSmtp
let program: MailerProgram
let kesha: string
beforeEach(async () => {
  auth = new TestAuth()
  smtp = await startTestSmtp()
  program = await startMailer(auth, { env: { SMTP_URL: smtp.url, SMTP_TIMEOUT: '1000' } })
  kesha = auth.person({ email: 'Kesha@popug.test' }).id
})
afterEach(async () => {
  await program.stop()
  await smtp.stop()
})

const suppressions = async () => (await program.as('accountant').call(listSuppressions)).body.items
/** Tells of a payout and waits until its letter is nowhere on its way. */
const issue = async (userId = kesha) => {
  const told = payout(userId)
  await program.say(payoutIssued, told)
  await program.settled()
  const letter = async () => (await mailRows(program)).find(({ payoutId }) => payoutId === told.payoutId)
  await expect
    .poll(letter, { timeout: 30_000 })
    .toMatchObject({ claimedUntil: null, status: expect.stringMatching(/^(sent|failed)$/) })
  return (await letter())!
}
const bounce = () => {
  smtp.next('refuses')
  return issue()
}

describe('an address that a letter bounced from for good', () => {
  it('gets no more letters, and is listed with what the server said', async () => {
    const first = await bounce()
    expect(first).toMatchObject({ status: 'failed', attempts: 1 })
    const [found] = await suppressions()
    expect(found).toEqual({
      id: found!.id,
      address: 'kesha@popug.test',
      userId: kesha,
      mailId: first.id,
      failure: first.failure,
      bouncedAt: '2026-03-02T12:00:00.000Z',
    })
    expect(found!.failure).toContain('550 no')
    const second = await issue()
    expect(second).toMatchObject({ status: 'failed', attempts: 0, failure: expect.stringContaining('bounce: ') })
    expect(smtp.tries()).toBe(1)
    expect(await suppressions()).toEqual([found])
  })

  it('is shut however it is written, and no other is', async () => {
    await bounce()
    auth.person({ id: kesha, email: 'KESHA@popug.test' })
    pass(program, 2 * minute)
    expect((await issue()).status).toBe('failed')
    auth.person({ id: kesha, email: 'new@popug.test' })
    pass(program, 2 * minute)
    expect((await issue()).status).toBe('sent')
    expect(smtp.letters).toHaveLength(1)
  })

  it.each<Mood>(['bars', 'refuses_letter'])(
    'is none where the server %s: that is not about the address',
    async (mood) => {
      smtp.next(mood)
      expect(await issue()).toMatchObject({ status: 'failed', attempts: 1 })
      expect(await suppressions()).toEqual([])
      expect((await issue()).status).toBe('sent')
    },
  )

  it.each<Mood>(['full', 'busy', 'hangs_up', 'refuses_sender'])('is none where the server is %s', async (mood) => {
    smtp.next(mood)
    await program.say(payoutIssued, payout(kesha))
    await triedTimes(program, 1)
    expect(await suppressions()).toEqual([])
    pass(program, 60 * minute)
    await letters(program, 'sent')
  })
})

describe('lifting', () => {
  const lift = (id: string, role: (typeof roles)[number] = 'accountant') =>
    program.as(role).call(liftSuppression, { params: { id } })

  it('lets letters go again, also the one that bounced; who did it stays known', async () => {
    const mail = await bounce()
    const [found] = await suppressions()
    const accountant = program.as('accountant')
    expect((await accountant.call(liftSuppression, { params: { id: found!.id } })).body).toEqual(found)
    expect(await suppressions()).toEqual([])
    expect((await issue()).status).toBe('sent')
    expect((await accountant.call(resendMail, { params: { id: mail.id } })).status).toBe(200)
    await letters(program, 'sent')
    expect(smtp.letters).toHaveLength(2)
    const rows = await program.database.query.selectFrom('suppressions').selectAll().execute()
    expect(rows).toMatchObject([{ liftedAt: program.clock.now(), liftedBy: accountant.id }])
    expect(await audited(program)).toEqual([
      { actorId: accountant.id, action: 'suppression.lifted', subject: kesha, detail: {} },
      { actorId: accountant.id, action: 'mail.resent', subject: mail.id, detail: { userId: kesha } },
    ])
  })

  it('lasts until the next bounce', async () => {
    await bounce()
    const [first] = await suppressions()
    await lift(first!.id)
    pass(program, minute)
    const again = await bounce()
    expect(await suppressions()).toEqual([{ ...first, mailId: again.id, bouncedAt: '2026-03-02T12:01:00.000Z' }])
    expect((await issue()).attempts).toBe(0)
  })

  it('is done once, and refused for what is not there', async () => {
    await bounce()
    const [found] = await suppressions()
    const answers = await Promise.all(Array.from({ length: 5 }, () => lift(found!.id)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404, 404, 404])
    expect(await lift(newId())).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })

  it('is for accountants and admins, as is the list', async () => {
    await bounce()
    const [found] = await suppressions()
    for (const role of roles) {
      const status = role === 'accountant' || role === 'admin' ? 200 : 403
      expect((await program.as(role).call(listSuppressions)).status).toBe(status)
      if (status === 403) expect((await lift(found!.id, role)).status).toBe(403)
    }
    expect((await program.nobody().call(listSuppressions)).status).toBe(401)
    expect((await program.nobody().call(liftSuppression, { params: { id: found!.id } })).status).toBe(401)
    expect(await suppressions()).toHaveLength(1)
  })
})

it('the list is the latest bounce first, page after page without holes', async () => {
  for (let index = 0; index < 5; index++) {
    smtp.next('refuses')
    // Two of each minute: the order must hold where moments are equal.
    if (index % 2 === 0) pass(program, minute)
    await issue(auth.person({ email: `nobody${index}@popug.test` }).id)
  }
  const all = await suppressions()
  expect(all.map(({ address }) => address)).toEqual([4, 3, 2, 1, 0].map((index) => `nobody${index}@popug.test`))
  const admin = program.as('admin')
  const first = (await admin.call(listSuppressions, { query: { limit: 2 } })).body
  const second = (await admin.call(listSuppressions, { query: { limit: 2, after: first.next! } })).body
  const third = (await admin.call(listSuppressions, { query: { limit: 2, after: second.next! } })).body
  expect([...first.items, ...second.items, ...third.items]).toEqual(all)
  expect(third.next).toBeNull()
})
