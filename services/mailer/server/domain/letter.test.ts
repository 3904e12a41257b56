import { payoutMailKinds } from '@popug/contracts/mailer.ts'
import { languages } from '@popug/contracts/roles.ts'
import { describe, expect, it } from 'vitest'
import { domainOf, isAddress, messageIdOf } from './address.ts'
import { writeLetter } from './letter.ts'
import { lookupDelay, retryDelay } from './retry.ts'

const facts = { name: 'Ara', amountMinor: -50, currency: 'EUR', day: '2024-02-29', reason: 'no card', statement: null }

describe.each(payoutMailKinds)('a letter about a %s', (kind) => {
  it.each(languages)('in %s tells name, amount and day in both bodies', (language) => {
    const { subject, text, html } = writeLetter({ ...facts, kind, amountMinor: 100_005 }, language)
    const amount = language === 'en' ? '€1,000.05' : '1 000,05 €'
    const day = language === 'en' ? '29 February 2024' : '29 февраля 2024 г.'
    for (const part of [subject, text, html]) {
      expect(part.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain(amount)
      expect(part).toContain(day)
    }
    expect(text).toContain('Ara!')
    expect(text.includes('no card')).toBe(kind === 'payout_returned')
  })

  it('lets no text out of its place', () => {
    const evil = '</p><script>alert(1)</script>\r\n.\r\nBcc: x\u2028'
    const { subject, text, html } = writeLetter({ ...facts, kind, name: evil, reason: evil }, 'en')
    expect(html).not.toContain('<script')
    expect(html).toContain('&lt;script&gt;')
    expect(subject).not.toMatch(/[\r\n\u2028]/)
    expect(text).not.toMatch(/^\.$|^Bcc/m)
  })
})

it.each(['a@b.test', 'a.b+c@popug.test', 'кеша@попуг.рф', "o'neil@x.y"])('%s is an address', (text) =>
  expect(isAddress(text)).toBe(true),
)
it.each([
  '',
  'a',
  '@b',
  'a@',
  'a b@c',
  'a@b@c',
  'a@b,c@d',
  '<a@b>',
  'a@b\n',
  'a\u0000@b',
  '"a"@b',
  `${'a'.repeat(65)}@b`,
])('%j is none', (text) => expect(isAddress(text)).toBe(false))

it.each([
  ['Popug <popug@mail.example>', 'mail.example'],
  ['popug@popug.test', 'popug.test'],
  ['nobody', 'localhost'],
])('the domain of %s is %s', (sender, domain) => {
  expect(domainOf(sender)).toBe(domain)
  expect(messageIdOf({ kind: 'payout_issued', payoutId: 'id' }, sender)).toBe(`<payout_issued.id@${domain}>`)
})

it.each([
  [retryDelay, 1, 5_000, 10_000],
  [retryDelay, 2, 10_000, 20_000],
  [retryDelay, 9, 1_280_000, 2_560_000],
  [retryDelay, 100, 1_800_000, 3_600_000],
  [lookupDelay, 1, 1_000, 2_000],
  [lookupDelay, 1000, 150_000, 300_000],
])('waits between a half and the whole of a doubling time', (delay, times, least, most) => {
  expect([delay(times, 0), delay(times, 1)]).toEqual([least, most])
})
