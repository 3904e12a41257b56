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
    rate_limited: 'the bank was too busy',
    never_made: 'the bank never got it',
    found_unpaid: 'the bank has not paid it',
    general_decline: 'the bank refused it and does not say why',
    rejected_by_payee: 'the bank of your card refused it',
    one_time_limit_exceeded: 'it is more than the bank pays at once',
    periodic_limit_exceeded: 'your card has received as much as the bank allows for now',
    issuer_unavailable: 'the bank of your card does not answer',
    identification_required: 'the bank wants to know you better before it pays',
    recipient_not_found: 'the bank does not find the owner of the card',
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
    rate_limited: 'банк был перегружен',
    never_made: 'банк её так и не получил',
    found_unpaid: 'банк её не выплатил',
    general_decline: 'банк отказал и не говорит почему',
    rejected_by_payee: 'отказал банк, выпустивший вашу карту',
    one_time_limit_exceeded: 'сумма больше разового лимита банка',
    periodic_limit_exceeded: 'ваша карта пока исчерпала лимит банка',
    issuer_unavailable: 'банк, выпустивший вашу карту, не отвечает',
    identification_required: 'банк хочет больше знать о вас, прежде чем платить',
    recipient_not_found: 'банк не находит владельца карты',
    failed: 'её не удалось выплатить',
  },
}

/** A word of Billing's, not what a person writes. */
const isCode = (reason: string): boolean => /^[a-z]+(_[a-z]+)+$/.test(reason)

/**
 * Why a payout came back, in the person's language. What somebody wrote is told as it was written; a word of Billing's that
 * has none here means nothing to people, so it says no more than that it could not be paid.
 */
export const returnReason = (reason: string, language: Language): string => {
  const words = reasons[language]
  if (Object.hasOwn(words, reason)) return words[reason] ?? reason
  return isCode(reason) ? (words.failed ?? reason) : reason
}
