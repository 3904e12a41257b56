import type { Language } from '@popug/contracts/roles.ts'

/** The words by which Billing says why a payout was not paid, as people read them. */
const reasons: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    card_refused: 'the bank refuses the card',
    insufficient_funds: 'the bank refused it again and again',
    no_answer: 'the bank did not answer',
    card_unreadable: 'the card has to be named again',
    another_amount: 'the bank knows this payout with another amount',
    no_card: 'no card had been named',
    not_approved: 'nobody had approved it',
    above_day_limit: 'it alone is above what may be sent on one day',
    failed: 'it could not be paid',
  },
  ru: {
    card_refused: 'банк отказывает по этой карте',
    insufficient_funds: 'банк отказывал раз за разом',
    no_answer: 'банк не ответил',
    card_unreadable: 'карту нужно указать заново',
    another_amount: 'в банке эта выплата значится с другой суммой',
    no_card: 'карта не была указана',
    not_approved: 'её никто не одобрил',
    above_day_limit: 'одна эта выплата больше, чем можно отправить за день',
    failed: 'её не удалось выплатить',
  },
}

/** Why a payout came back, in the person's language; what somebody wrote is told as it was written. */
export const returnReason = (reason: string, language: Language): string =>
  Object.hasOwn(reasons[language], reason) ? (reasons[language][reason] ?? reason) : reason
