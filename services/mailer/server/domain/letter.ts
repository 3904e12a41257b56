import type { MailKind } from '@popug/contracts/mailer.ts'
import { formatMoney } from '@popug/contracts/money.ts'
import type { Language } from '@popug/contracts/roles.ts'
import { letterTexts } from './letter-texts.ts'

/** What a letter tells. */
export interface LetterFacts {
  readonly kind: MailKind
  readonly name: string
  readonly amountMinor: number
  readonly currency: string
  readonly day: string
  readonly reason: string | null
}

/** A letter as it is written: in plain text and in HTML. */
export interface Letter {
  readonly subject: string
  readonly text: string
  readonly html: string
}

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => marks[mark] ?? mark)

/** One line of visible text: what people typed may hold anything, and a subject is a header. */
const oneLine = (text: string): string => text.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()

const longDay = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )

const htmlOf = (language: Language, subject: string, amount: string, paragraphs: readonly string[]): string => {
  const [greeting = '', ...rest] = paragraphs.map((paragraph) => `<p>${escaped(paragraph)}</p>`)
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px;font-family:sans-serif;font-size:16px;line-height:1.5;color:#1d2421;background:#ffffff">
<div style="max-width:480px;margin:0 auto">
${greeting}
<p style="font-size:28px;font-weight:700;margin:16px 0;color:#0e7c66">${escaped(amount)}</p>
${rest.join('\n')}
</div>
</body>
</html>
`
}

/** Writes a letter in the person's language. */
export const writeLetter = (facts: LetterFacts, language: Language): Letter => {
  const { subject, paragraphs } = letterTexts[language][facts.kind]
  const amount = formatMoney(facts.amountMinor, facts.currency, language)
  const told = {
    name: oneLine(facts.name),
    amount,
    day: longDay(facts.day, language),
    reason: oneLine(facts.reason ?? ''),
  }
  const heading = subject(told)
  const lines = paragraphs(told)
  return { subject: heading, text: `${lines.join('\n\n')}\n`, html: htmlOf(language, heading, amount, lines) }
}
