import type { User } from '@popug/contracts/auth.ts'
import { payoutIssued } from '@popug/contracts/events.ts'
import { mailerRoutes } from '@popug/contracts/mailer.ts'
import type { Email } from 'postal-mime'
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
import { endWindow, gathered, give, given, noteRows, wantNotes } from '../testing/task-events.ts'
import { startTestSmtp, type TestSmtp } from '../testing/test-smtp.ts'

const { getMyChoices, changeMyChoices, openUnsubscription, unsubscribe, resendMail } = mailerRoutes
const form = { 'content-type': 'application/x-www-form-urlencoded' }
let auth: TestAuth
let smtp: TestSmtp
let program: MailerProgram
let kesha: User
beforeEach(async () => {
  auth = new TestAuth()
  smtp = await startTestSmtp()
  program = await startMailer(auth, { env: { SMTP_URL: smtp.url, PUBLIC_ORIGIN: 'https://popug.example.com' } })
  kesha = auth.person({ language: 'en' })
})
afterEach(async () => {
  await program.stop()
  await smtp.stop()
})

const choices = async () => (await program.as('performer', kesha.id).call(getMyChoices)).body
const header = (letter: Email, name: string): string | undefined =>
  letter.headers.find(({ key }) => key === name.toLowerCase())?.value
const sendNote = async (): Promise<Email> => {
  await wantNotes(program, kesha.id)
  await give(program, given(kesha.id))
  await endWindow(program)
  return smtp.letters.at(-1)!
}
const tokenIn = (letter: Email): string => /([\w~-]+)>$/.exec(header(letter, 'List-Unsubscribe') ?? '')?.[1] ?? ''

describe('choices', () => {
  it('are those about payouts alone, until others are chosen; one at a time', async () => {
    const me = program.as('performer', kesha.id)
    expect(await choices()).toEqual({ notes: false, payoutsOnly: false })
    expect((await me.call(changeMyChoices, { body: { notes: true } })).body).toEqual({
      notes: true,
      payoutsOnly: false,
    })
    await me.call(changeMyChoices, { body: { payoutsOnly: true } })
    expect(await choices()).toEqual({ notes: true, payoutsOnly: true })
    expect(await program.as('performer').call(getMyChoices)).toMatchObject({ body: { notes: false } })
  })

  it.each([[{ notes: 'yes' }], [{ letters: true }], [{ payoutsOnly: null }]])('refuse %j', async (body) => {
    const me = program.as('performer', kesha.id)
    expect(await me.call(changeMyChoices, { body: body as never })).toMatchObject({ status: 400 })
    expect(await program.nobody().call(getMyChoices)).toMatchObject({ status: 401 })
  })

  it('that are taken back before the letter is written leave no letter', async () => {
    await wantNotes(program, kesha.id)
    await give(program, given(kesha.id))
    await program.as('performer', kesha.id).call(changeMyChoices, { body: { notes: false } })
    pass(program, 600_000)
    await program.say(payoutIssued, payout(kesha.id))
    expect(await letters(program, 'sent')).toMatchObject([{ kind: 'payout_issued' }])
    expect(await gathered(program)).toEqual({ notes: 0, listed: 0 })
  })

  it('that are taken back while a written letter waits for its next try stop it, with the reason', async () => {
    await wantNotes(program, kesha.id)
    smtp.next('busy')
    await give(program, given(kesha.id))
    pass(program, 600_000)
    await triedTimes(program, 1)
    await program.as('performer', kesha.id).call(changeMyChoices, { body: { payoutsOnly: true } })
    pass(program, 3_600_000)
    const reason = 'The person wants no such letters any more'
    expect(await letters(program, 'failed')).toMatchObject([{ attempts: 1, failure: reason }])
    expect(smtp.letters).toEqual([])
  })
})

describe('a letter', () => {
  it('about tasks carries the link of RFC 8058, on the address that people reach', async () => {
    const letter = await sendNote()
    expect(header(letter, 'List-Unsubscribe')).toMatch(
      /^<https:\/\/popug\.example\.com\/mailer\/api\/unsubscriptions\/[0-9a-f-]{36}~[\w-]{43}>$/,
    )
    expect(header(letter, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
    expect(letter.text).toContain(`https://popug.example.com/mailer/unsubscribe/${tokenIn(letter)}`)
  })

  it('about a payout carries none, and comes whatever is chosen', async () => {
    await program.as('performer', kesha.id).call(changeMyChoices, { body: { payoutsOnly: true } })
    await program.say(payoutIssued, payout(kesha.id))
    await letters(program, 'sent')
    const [letter] = smtp.letters
    expect(letter!.headers.filter(({ key }) => key.startsWith('list-'))).toEqual([])
    expect(`${letter!.text}${letter!.html}`).not.toContain('unsubscri')
  })
})

describe('a link in a letter', () => {
  it('leads people to the page that asks, and changes nothing', async () => {
    const token = tokenIn(await sendNote())
    const answer = await program.nobody().call(openUnsubscription, { params: { token } })
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe(`/mailer/unsubscribe/${token}`)
    expect(await choices()).toEqual({ notes: true, payoutsOnly: false })
  })

  it.each([
    ['a form', form, 'List-Unsubscribe=One-Click'],
    [
      'a form in parts',
      { 'content-type': 'multipart/form-data; boundary=x' },
      '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
    ],
    ['nothing', {}, undefined],
  ])('stops letters where a mail program posts %s, signed in or not, once and again', async (_, headers, payload) => {
    const token = tokenIn(await sendNote())
    const route = payload === undefined ? unsubscribe : { ...unsubscribe, consumes: form['content-type'] as 'text/csv' }
    for (const times of [1, 2]) {
      const parts = { params: { token }, headers, ...(payload === undefined ? {} : { body: payload as never }) }
      expect([times, (await program.nobody().call(route, parts)).status]).toEqual([times, 204])
    }
    expect(await choices()).toEqual({ notes: true, payoutsOnly: true })
    await give(program, given(kesha.id))
    expect(await noteRows(program)).toHaveLength(1)

    await program.as('performer', kesha.id).call(changeMyChoices, { body: { payoutsOnly: false } })
    await give(program, given(kesha.id))
    expect(await noteRows(program)).toHaveLength(2)
  })

  it('that nobody signed is refused, and one posted from a page of another site too', async () => {
    const token = tokenIn(await sendNote())
    const wrong = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`
    const nobody = program.nobody()
    expect(await nobody.call(unsubscribe, { params: { token: wrong } })).toMatchObject({ status: 404 })
    expect(await nobody.call(unsubscribe, { params: { token: 'nobody' } })).toMatchObject({ status: 400 })
    const foreign = { origin: 'https://elsewhere.example' }
    expect(await nobody.call(unsubscribe, { params: { token }, headers: foreign })).toMatchObject({ status: 403 })
    expect(await choices()).toEqual({ notes: true, payoutsOnly: false })
  })

  it('is the only one that takes forms', async () => {
    const [note] = await mailRows(program)
    const parts = { params: { id: note?.id ?? kesha.id }, headers: form, body: 'a=b' as never }
    const answer = await program.as('admin').call({ ...resendMail, consumes: 'text/csv' }, parts)
    expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } })
  })
})
