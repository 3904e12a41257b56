import type { MailKind } from '@popug/contracts/mailer.ts'
import { formatMoney } from '@popug/contracts/money.ts'
import type { Language } from '@popug/contracts/roles.ts'
import { letterHtml } from './letter-html.ts'
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

/** One line of visible text: what people typed may hold anything, and a subject is a header. */
const oneLine = (text: string): string => text.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()

const longDay = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )

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
  return {
    subject: heading,
    text: `${lines.join('\n\n')}\n`,
    html: letterHtml({ language, subject: heading, amount, paragraphs: lines }),
  }
}
