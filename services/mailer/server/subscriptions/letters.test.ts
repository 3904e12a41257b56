import { payoutIssued, payoutPaid, payoutReturned } from '@popug/contracts/events.ts'
import { formatMoney } from '@popug/contracts/money.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyMails } from '../service.ts'
import {
  caught,
  letters,
  type MailerProgram,
  mailRows,
  payout,
  returned,
  startMailer,
  TestAuth,
} from '../testing/mailer-program.ts'

let auth: TestAuth
let program: MailerProgram
beforeEach(async () => {
  auth = new TestAuth()
  program = await startMailer(auth)
})
afterEach(() => program.stop())

describe('a payout issued', () => {
  it('becomes a letter that really goes over SMTP, to the person Auth names', async () => {
    const kesha = auth.person({ name: 'Kesha & Sons', language: 'en' })
    await program.say(payoutIssued, payout(kesha.id))
    await program.settled()
    const [mail] = await letters(program, 'sent')
    const [letter] = await caught(program)
    expect(mail).toMatchObject({
      toAddress: 'kesha@popug.test',
      attempts: 1,
      accepted: 1,
      failure: null,
      language: 'en',
    })
    expect(letter).toMatchObject({
      mailId: mail!.id,
      messageId: `<payout_issued.${mail!.payoutId}@popug.test>`,
      from: 'Popug <popug@popug.test>',
      to: '"Kesha & Sons" <kesha@popug.test>'.replaceAll('"', ''),
      subject: 'Your payout for 2 March 2026: $1,234.56',
    })
    expect(letter!.text).toContain('Hello, Kesha & Sons!')
    expect(letter!.text).toContain('on its way to your card')
    expect(letter!.html).toContain('Hello, Kesha &amp; Sons!')
    expect(letter!.text.trim()).toBe(mail!.text.trim())
  })

  it('is written in the person’s language', async () => {
    const gosha = auth.person({ name: 'Гоша', email: 'gosha@popug.test', language: 'ru' })
    await program.say(payoutIssued, payout(gosha.id, { currency: 'RUB' }))
    await letters(program, 'sent')
    const [letter] = await caught(program)
    expect(letter!.to).toBe('Гоша <gosha@popug.test>')
    expect(letter!.subject).toBe(`Ваша выплата за 2 марта 2026 г.: ${formatMoney(123_456, 'RUB', 'ru')}`)
    expect(letter!.text).toContain('Здравствуйте, Гоша!')
    expect(letter!.html).toContain('<html lang="ru">')
  })

  it('becomes one letter however often it is told', async () => {
    const kesha = auth.person()
    const told = payout(kesha.id)
    await program.say(payoutIssued, told, told, payout(kesha.id))
    await program.say(payoutIssued, told)
    await program.settled()
    await letters(program, 'sent')
    expect(await caught(program)).toHaveLength(2)
    expect(await verifyMails(program.session(), undefined)).toEqual({
      holds: true,
      mails: { payout_issued: 2, payout_returned: 0, tasks_assigned: 0 },
      statuses: { queued: 0, sent: 2, failed: 0 },
      offenders: [],
    })
  })

  it('asks Auth once for all letters of a person, and again after a minute', async () => {
    const kesha = auth.person()
    await program.say(payoutIssued, payout(kesha.id), payout(kesha.id), payout(kesha.id))
    await program.settled()
    await letters(program, 'sent')
    expect(auth.asked).toBe(1)
    auth.person({ ...kesha, email: 'new@popug.test' })
    program.clock.set(program.clock.now() + 61_000)
    await program.say(payoutIssued, payout(kesha.id))
    await program.settled()
    expect((await letters(program, 'sent')).map(({ toAddress }) => toAddress)).toEqual([
      ...Array(3).fill('kesha@popug.test'),
      'new@popug.test',
    ])
  })
})

it('a payout returned becomes a letter with the reason, which cannot break out of the page', async () => {
  const kesha = auth.person()
  await program.say(payoutReturned, returned(kesha.id, 'card <b>expired</b>\r\nBcc: all@popug.test'))
  await program.settled()
  await letters(program, 'sent')
  const [letter] = await caught(program)
  expect(letter!.subject).toContain('came back')
  expect(letter!.text).toContain('The reason: card <b>expired</b> Bcc: all@popug.test')
  expect(letter!.html).toContain('card &lt;b&gt;expired&lt;/b&gt;')
})

it('a payout paid is passed over', async () => {
  const { payoutId, userId, day, amountMinor, currency } = payout(auth.person().id)
  const paid = { payoutId, userId, day, amountMinor, currency, cardLast4: '4242', paidAt: '2026-03-02T22:00:00.000Z' }
  await program.say(payoutPaid, paid)
  await program.settled()
  expect(await mailRows(program)).toEqual([])
})

it.each([
  'evil\r\nBcc: all@popug.test',
  'evil <all@popug.test>, Kesha',
  '=?utf-8?q?x=0D=0ABcc:_all@popug.test?=',
  '"; Bcc: all@popug.test',
])('a name cannot become a header: %j', async (name) => {
  const person = auth.person({ name })
  await program.say(payoutIssued, payout(person.id))
  await program.settled()
  await letters(program, 'sent')
  const [letter] = await program.database.query.selectFrom('caughtLetters').selectAll().execute()
  const [head = ''] = letter!.source.split('\r\n\r\n')
  expect(head).not.toMatch(/^bcc:/im)
  expect(head.match(/^to:/gim)).toHaveLength(1)
  expect(letter!.recipient).toContain('kesha@popug.test')
})

it.each([undefined, '', 'nobody', 'a@b.test, c@d.test', 'a@b.test\r\nBcc: c@d.test', 'A <a@b.test>', ' a@b.test'])(
  'an address that is none is never tried: %j',
  async (email) => {
    const { email: _, ...nameless } = auth.person()
    auth.people.set(nameless.id, email === undefined ? nameless : { ...nameless, email })
    await program.say(payoutIssued, payout(nameless.id))
    await program.settled()
    expect(await letters(program, 'failed')).toMatchObject([
      { attempts: 0, failure: 'The person’s address is not one' },
    ])
    expect(await caught(program)).toEqual([])
  },
)

it('a person whom Auth does not know gets no letter', async () => {
  await program.say(payoutIssued, payout('01890a5d-ac96-774b-8cce-b302099a8057'))
  await program.settled()
  expect(await letters(program, 'failed')).toMatchObject([{ failure: 'Auth knows no such person' }])
})
