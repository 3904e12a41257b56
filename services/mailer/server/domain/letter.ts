import { formatTag } from '@popug/contracts/languages.ts'
import type { PayoutMailKind } from '@popug/contracts/mailer.ts'
import { formatMoney } from '@popug/contracts/money.ts'
import type { Language } from '@popug/contracts/roles.ts'
import type { DayStatement } from '@popug/contracts/statements.ts'
import { letterHtml } from './letter-html.ts'
import { type StatementText, writeStatement } from './letter-statement.ts'
import { fill, textsIn } from './letter-texts.ts'
import { returnReason } from './return-reasons.ts'

/** What a letter about a payout tells. */
export interface LetterFacts {
  readonly kind: PayoutMailKind
  readonly name: string
  readonly amountMinor: number
  readonly currency: string
  readonly day: string
  readonly reason: string | null
  /** How the amount came about, where that is to be told. */
  readonly statement: Omit<DayStatement, 'userId'> | null
}

/** A letter as it is written: in plain text and in HTML. */
export interface Letter {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** One line of visible text: what people typed may hold anything, and a subject is a header. */
export const oneLine = (text: string): string => text.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()

const longDay = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(formatTag(language), { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )

const asText = ({ title, lines }: StatementText): string =>
  [title, ...lines.map(({ label, amount }) => `${label}: ${amount}`)].join('\n')

/** Writes a letter about a payout in the person's language. */
export const writeLetter = (facts: LetterFacts, language: Language): Letter => {
  const texts = textsIn(language)
  const { currency } = facts
  const amount = formatMoney(facts.amountMinor, currency, language)
  const day = longDay(facts.day, language)
  const told = { amount, day, reason: oneLine(returnReason(facts.reason ?? '', language)) }
  const subject = fill(texts[facts.kind].subject, told)
  const paragraphs = [...texts[facts.kind].paragraphs.map((paragraph) => fill(paragraph, told)), texts.signature]
  const greeting = fill(texts.greeting, { name: oneLine(facts.name) })
  const statement = facts.statement && writeStatement(facts.statement, { currency, language, day })
  const [first = '', ...rest] = paragraphs
  const parts = [greeting, first, ...(statement ? [asText(statement)] : []), ...rest]
  return {
    subject,
    text: `${parts.join('\n\n')}\n`,
    html: letterHtml({ language, subject, headline: amount, greeting, paragraphs, statement }),
  }
}
