import { payoutIssued, payoutReturned } from '@popug/contracts/events.ts'
import { mailerRoutes } from '@popug/contracts/mailer.ts'
import { roles } from '@popug/contracts/roles.ts'
import { newId } from '@popug/service-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  caught,
  letters,
  type MailerProgram,
  mailRows,
  pass,
  payout,
  returned,
  startMailer,
  TestAuth,
} from '../testing/mailer-program.ts'

const { listMails, getMail, getMailSource, resendMail, listCaughtLetters, getCaughtLetter } = mailerRoutes
let auth: TestAuth
let program: MailerProgram
let kesha: string
let gosha: string
beforeEach(async () => {
  auth = new TestAuth()
  program = await startMailer(auth)
  kesha = auth.person().id
  gosha = auth.person({ email: 'gosha@popug.test' }).id
  await program.say(payoutIssued, payout(kesha), payout(gosha), payout(kesha))
  // Two topics have no order between them: the first letters are there before the others are told of.
  await program.settled()
  await program.say(payoutReturned, returned(gosha, 'the card has expired'))
  await program.settled()
  await letters(program, 'sent')
})
afterEach(() => program.stop())

describe('the list', () => {
  it('is newest first, page after page without holes', async () => {
    const admin = program.as('admin')
    const all = (await admin.call(listMails)).body.items.map(({ id }) => id)
    expect(all).toEqual([...all].sort().reverse())
    const first = (await admin.call(listMails, { query: { limit: 3 } })).body
    const second = (await admin.call(listMails, { query: { limit: 3, after: first.next! } })).body
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all)
    expect(second.next).toBeNull()
  })

  it('filters by person, payout and status', async () => {
    const admin = program.as('accountant')
    const count = async (query: NonNullable<Parameters<typeof admin.call<typeof listMails>>[1]>['query']) =>
      (await admin.call(listMails, { query: query! })).body.items.length
    const [row] = await mailRows(program)
    expect(await count({ userId: kesha })).toBe(2)
    expect(await count({ payoutId: row!.payoutId })).toBe(1)
    expect(await count({ payoutId: newId() })).toBe(0)
    expect(await count({ payoutIds: `${row!.payoutId},${newId()}` })).toBe(1)
    expect(await count({ payoutIds: newId() })).toBe(0)
    expect(await count({ status: 'sent' })).toBe(4)
    expect(await count({ status: 'failed' })).toBe(0)
    expect(await count({ userId: gosha, status: 'sent' })).toBe(2)
  })

  it('finds letters by part of a subject or an address, whatever the case, and takes signs for themselves', async () => {
    const admin = program.as('admin')
    const found = async (q: string) => (await admin.call(listMails, { query: { q } })).body.items.length
    expect(await found('GOSHA@')).toBe(2)
    expect(await found(' YOUR payout for 2 March ')).toBe(4)
    expect(await found('1,234.56')).toBe(4)
    expect(await found('gosha@popug.test payout')).toBe(0)
    for (const sign of ['%', '_', '!', "'"]) expect(await found(sign)).toBe(0)
    expect(await found('')).toBe(4)
    // Among one's own, for who sees no others.
    const own = (await program.as('performer', kesha).call(listMails, { query: { q: 'gosha' } })).body
    expect(own.items).toEqual([])
  })

  it('finds a letter in Russian, and one from before it was searched', async () => {
    const ara = auth.person({ email: 'ara@popug.test', language: 'ru' }).id
    await program.say(payoutIssued, payout(ara))
    await program.settled()
    await letters(program, 'sent')
    const admin = program.as('admin')
    const found = async (q: string) =>
      (await admin.call(listMails, { query: { q } })).body.items.map(({ userId }) => userId)
    const { subject } = (await mailRows(program)).find(({ userId }) => userId === ara)!
    expect(subject).toMatch(/^[А-Я]/)
    expect(await found(subject.toUpperCase())).toEqual([ara])
    expect(await found(subject.toLowerCase())).toEqual([ara])
    await program.database.query.updateTable('mails').set({ searchText: null }).where('userId', '=', ara).execute()
    expect(await found(subject)).toEqual([ara])
    expect(await found('ARA@')).toEqual([ara])
  })

  it.each(['performer', 'manager', 'executive'] as const)('shows a %s their own letters alone', async (role) => {
    const me = program.as(role, kesha)
    const { items } = (await me.call(listMails)).body
    expect(items.map(({ userId }) => userId)).toEqual([kesha, kesha])
    expect(await me.call(listMails, { query: { userId: gosha } })).toMatchObject({ status: 403 })
    expect((await me.call(listMails, { query: { userId: kesha } })).body.items).toHaveLength(2)
  })

  it.each([
    [{ limit: 0 }],
    [{ limit: 501 }],
    [{ userId: 'kesha' }],
    [{ status: 'lost' }],
    [{ after: 'nowhere' }],
    [{ q: 'x'.repeat(101) }],
    [{ colour: 'red' }],
  ])('refuses %j', async (query) => {
    const answer = await program.as('admin').call(listMails, { query: query as never })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid' } })
  })
})

describe('one letter', () => {
  it('is shown as it was sent', async () => {
    const [mail] = await mailRows(program)
    const { body } = await program.as('performer', kesha).call(getMail, { params: { id: mail!.id } })
    expect(body).toEqual({
      id: mail!.id,
      userId: kesha,
      payoutId: mail!.payoutId,
      kind: 'payout_issued',
      to: 'kesha@popug.test',
      subject: 'Your payout for 2 March 2026: $1,234.56',
      status: 'sent',
      attempts: 1,
      failure: null,
      createdAt: '2026-03-02T12:00:00.000Z',
      sentAt: '2026-03-02T12:00:00.000Z',
      text: mail!.text,
      html: mail!.html,
    })
  })

  it('is shown as it goes over the wire, which is as it was received', async () => {
    const [mail] = await mailRows(program)
    const me = program.as('performer', kesha)
    const { source } = (await me.call(getMailSource, { params: { id: mail!.id } })).body
    const id = (await caught(program)).find(({ mailId }) => mailId === mail!.id)!.id
    const { body: letter } = await program.as('admin').call(getCaughtLetter, { params: { id } })
    const heads = (text: string) =>
      Object.fromEntries(
        text
          .replace(/\r/g, '')
          .split('\n\n')[0]!
          .replace(/\n[ \t]+/g, ' ')
          .split('\n')
          .map((line) => [line.split(':')[0], line.slice(line.indexOf(':') + 2)]),
      )
    const { 'Content-Type': kind, ...shown } = heads(source)
    expect(kind).toMatch(/^multipart\/alternative;/)
    expect(shown).toMatchObject({
      'X-Popug-Mail': mail!.id,
      To: 'Kesha <kesha@popug.test>',
      'Message-ID': mail!.messageId,
    })
    expect(heads(letter.source)).toMatchObject({ ...shown, Date: expect.any(String) })
    for (const part of ['text/plain', 'text/html']) expect(source).toContain(`Content-Type: ${part}; charset=utf-8`)
    const other = program.as('performer', gosha)
    expect(await other.call(getMailSource, { params: { id: mail!.id } })).toMatchObject({ status: 403 })
    expect(await me.call(getMailSource, { params: { id: newId() } })).toMatchObject({ status: 404 })
  })

  it('is nobody else’s', async () => {
    const [mail] = await mailRows(program)
    const as = async (role: (typeof roles)[number], id?: string) =>
      (await program.as(role, id).call(getMail, { params: { id: mail!.id } })).status
    expect(await Promise.all(roles.map((role) => as(role)))).toEqual(
      roles.map((role) => (role === 'accountant' || role === 'admin' ? 200 : 403)),
    )
    expect(await as('executive', kesha)).toBe(200)
    expect((await program.nobody().call(getMail, { params: { id: mail!.id } })).status).toBe(401)
  })

  it('that is not there is not found', async () => {
    expect(await program.as('admin').call(getMail, { params: { id: newId() } })).toMatchObject({ status: 404 })
    expect(await program.as('admin').call(getMail, { params: { id: '1' } })).toMatchObject({ status: 400 })
  })
})

describe('resending', () => {
  const resend = (id: string, role: (typeof roles)[number] = 'accountant') =>
    program.as(role).call(resendMail, { params: { id } })

  it('sends the same letter again, to the address of today', async () => {
    const [mail] = await mailRows(program)
    auth.person({ id: kesha, email: 'new@popug.test', name: 'Another', language: 'ru' })
    pass(program, 61_000)
    expect(await resend(mail!.id)).toMatchObject({ status: 200, body: { status: 'queued', attempts: 0, sentAt: null } })
    const [again] = await letters(program, 'sent')
    expect(again).toMatchObject({ attempts: 1, accepted: 2, resendings: 1, toAddress: 'new@popug.test' })
    const received = (await caught(program)).filter(({ mailId }) => mailId === mail!.id)
    expect(received.map(({ to }) => to)).toEqual(['Another <new@popug.test>', 'Kesha <kesha@popug.test>'])
    expect(new Set(received.map(({ messageId, subject, text, html }) => messageId + subject + text + html)).size).toBe(
      1,
    )
  })

  it('refuses a letter that is on its way; five presses at once are one', async () => {
    const [mail] = await mailRows(program)
    auth.away = true
    pass(program, 61_000)
    const answers = await Promise.all(Array.from({ length: 5 }, () => resend(mail!.id)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409])
    expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'mail_not_resendable' })
    auth.away = false
    pass(program, 600_000)
    expect((await letters(program, 'sent'))[0]).toMatchObject({ accepted: 2, resendings: 1 })
  })

  it('is for accountants and admins, and changes nothing where it is refused', async () => {
    const before = await mailRows(program)
    for (const role of ['performer', 'manager', 'executive'] as const) {
      expect(await resend(before[0]!.id, role)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    }
    expect(await resend(newId())).toMatchObject({ status: 404 })
    expect((await program.nobody().call(resendMail, { params: { id: before[0]!.id } })).status).toBe(401)
    expect(await mailRows(program)).toEqual(before)
  })

  it('gives a letter that was given up new tries', async () => {
    auth.person({ id: gosha, email: 'nowhere' })
    pass(program, 61_000)
    const mail = (await mailRows(program)).find(({ userId }) => userId === gosha)!
    await resend(mail.id)
    await program.settled()
    const failed = async () => (await program.as('admin').call(listMails, { query: { status: 'failed' } })).body.items
    await expect.poll(failed).toHaveLength(1)
    auth.person({ id: gosha, email: 'gosha@popug.test' })
    pass(program, 61_000)
    expect((await resend(mail.id, 'admin')).status).toBe(200)
    await letters(program, 'sent')
  })
})

describe('the mail catcher’s letters', () => {
  it('are shown by mail, newest first, with their source', async () => {
    const admin = program.as('admin')
    const [mail] = await mailRows(program)
    const { items } = (await admin.call(listCaughtLetters, { query: { mailId: mail!.id } })).body
    expect(items).toMatchObject([{ mailId: mail!.id, subject: mail!.subject }])
    const one = await admin.call(getCaughtLetter, { params: { id: items[0]!.id } })
    expect(one.body.source).toContain(`X-Popug-Mail: ${mail!.id}`)
    const page = (await admin.call(listCaughtLetters, { query: { limit: 3 } })).body
    const rest = (await admin.call(listCaughtLetters, { query: { limit: 3, after: page.next! } })).body
    expect([...page.items, ...rest.items]).toEqual(await caught(program))
    expect(rest.items).toHaveLength(1)
  })

  it('are for accountants and admins', async () => {
    const statuses = await Promise.all(
      roles.map(async (role) => (await program.as(role).call(listCaughtLetters)).status),
    )
    expect(statuses).toEqual(roles.map((role) => (role === 'accountant' || role === 'admin' ? 200 : 403)))
    expect((await program.nobody().call(listCaughtLetters)).status).toBe(401)
    const [letter] = await caught(program)
    expect((await program.as('manager').call(getCaughtLetter, { params: { id: letter!.id } })).status).toBe(403)
    expect((await program.as('admin').call(getCaughtLetter, { params: { id: newId() } })).status).toBe(404)
  })
})
