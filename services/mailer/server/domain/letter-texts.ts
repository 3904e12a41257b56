import type { PayoutMailKind } from '@popug/contracts/mailer.ts'
import type { Language } from '@popug/contracts/roles.ts'

/** What the texts speak of, ready to be read. */
export interface Told {
  readonly amount: string
  readonly day: string
  readonly reason: string
}

interface LetterText {
  readonly subject: (told: Told) => string
  /** What it is about first, the signature last. */
  readonly paragraphs: (told: Told) => readonly string[]
}

/** How letters begin. */
export const greetings: Readonly<Record<Language, (name: string) => string>> = {
  en: (name) => `Hello, ${name}!`,
  ru: (name) => `Здравствуйте, ${name}!`,
}

/** The lines of a day's statement. */
export const statementTexts = {
  en: {
    title: (day: string) => `How it came about on ${day}`,
    opening: 'Balance before',
    fees: 'Fees for tasks taken',
    rewards: 'Rewards for tasks closed',
    other: 'Corrections and returned payouts',
    payout: 'This payout',
    closing: 'Balance after',
  },
  ru: {
    title: (day: string) => `Как сложился день ${day}`,
    opening: 'Баланс до того',
    fees: 'Плата за взятые задачи',
    rewards: 'Награды за закрытые задачи',
    other: 'Поправки и вернувшиеся выплаты',
    payout: 'Эта выплата',
    closing: 'Баланс после',
  },
} as const satisfies Readonly<Record<Language, object>>

/** The texts of letters about payouts, by language and kind. */
export const letterTexts: Readonly<Record<Language, Readonly<Record<PayoutMailKind, LetterText>>>> = {
  en: {
    payout_issued: {
      subject: ({ amount, day }) => `Your payout for ${day}: ${amount}`,
      paragraphs: ({ amount, day }) => [
        `You earned ${amount} by the end of ${day}, and this money is on its way to your card.`,
        'If you have not told us your card yet, do so on the page “Payouts”: the money waits for it.',
        'Popug',
      ],
    },
    payout_returned: {
      subject: ({ amount, day }) => `Your payout for ${day} came back: ${amount}`,
      paragraphs: ({ amount, day, reason }) => [
        `The payout of ${amount} for ${day} did not reach your card. The whole amount is on your balance again.`,
        `The reason: ${reason}`,
        'It will be paid with the next payout; please check your card on the page “Payouts”.',
        'Popug',
      ],
    },
  },
  ru: {
    payout_issued: {
      subject: ({ amount, day }) => `Ваша выплата за ${day}: ${amount}`,
      paragraphs: ({ amount, day }) => [
        `К концу дня ${day} вы заработали ${amount}, эти деньги уже идут на вашу карту.`,
        'Если карты у нас ещё нет, укажите её на странице «Выплаты»: деньги подождут.',
        'Ваш Popug',
      ],
    },
    payout_returned: {
      subject: ({ amount, day }) => `Выплата за ${day} вернулась: ${amount}`,
      paragraphs: ({ amount, day, reason }) => [
        `Выплата ${amount} за ${day} не дошла до карты. Вся сумма снова на вашем балансе.`,
        `Причина: ${reason}`,
        'Мы заплатим её со следующей выплатой; проверьте, пожалуйста, карту на странице «Выплаты».',
        'Ваш Popug',
      ],
    },
  },
}
