import { invalid, type Refusal } from '@popug/contracts/refusals.ts'

/** What may be known of a card without its number. */
export interface CardFace {
  readonly brand: string
  readonly last4: string
}

/** A number as people type it, without its spaces and hyphens. */
export const normaliseCardNumber = (typed: string): string => typed.replace(/[ -]/g, '')

/** Whether the last digit is the check digit of the others (Luhn, ISO/IEC 7812-1 annex B). */
const checkDigitHolds = (digits: string): boolean => {
  let sum = 0
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place])
    const doubled = digit * 2
    sum += place % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

const path = '/body/number'
const [shortest, longest] = [12, 19]

/** What is wrong with a normalised card number; null when nothing is. Never repeats the number. */
export const cardNumberProblem = (digits: string): Refusal | null => {
  if (!/^\d+$/.test(digits)) {
    return invalid(path, 'card_not_digits', 'must be digits, with spaces or hyphens between them')
  }
  if (digits.length < shortest || digits.length > longest) {
    const said = `must have ${shortest} to ${longest} digits`
    return invalid(path, 'card_length', said, { shortest, longest })
  }
  if (!checkDigitHolds(digits)) {
    return invalid(path, 'card_check_digit', 'does not pass the check digit: is a digit mistyped?')
  }
  return null
}

/** The digits of a number as a person typed it; refuses with `invalid` what is no card number, without repeating it. */
export const readCardNumber = (typed: string): string => {
  const digits = normaliseCardNumber(typed)
  const problem = cardNumberProblem(digits)
  if (problem) throw problem
  return digits
}

/** First digits of the brands (ISO/IEC 7812 ranges as the networks publish them); the first row that fits wins. */
const brands: readonly (readonly [brand: string, digits: number, from: number, to: number])[] = [
  ['mir', 4, 2200, 2204],
  ['mastercard', 4, 2221, 2720],
  ['mastercard', 2, 51, 55],
  ['amex', 2, 34, 34],
  ['amex', 2, 37, 37],
  ['jcb', 4, 3528, 3589],
  ['discover', 4, 6011, 6011],
  ['discover', 2, 65, 65],
  ['unionpay', 2, 62, 62],
  ['maestro', 2, 50, 50],
  ['maestro', 2, 56, 58],
  ['maestro', 2, 60, 69],
  ['visa', 1, 4, 4],
]

/** The brand by the first digits, `other` for a range nobody here knows. */
const brandOf = (digits: string): string =>
  brands.find(([, length, from, to]) => {
    const start = Number(digits.slice(0, length))
    return start >= from && start <= to
  })?.[0] ?? 'other'

/** What may be shown of a card: brand and last four digits. */
export const faceOf = (digits: string): CardFace => ({ brand: brandOf(digits), last4: digits.slice(-4) })
