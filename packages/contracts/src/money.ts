import { Type } from 'typebox'

/** Whole minor units (kopecks, cents) of the installation's one currency; may be negative. */
export const Minor = Type.Integer({
  minimum: -9_007_199_254_740_991,
  maximum: 9_007_199_254_740_991,
  description: 'whole minor units of the currency',
})

/** ISO 4217 code of the installation's currency. */
export const Currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217 code' })

/** ISO 4217 (list one): the currencies whose minor unit is no hundredth. */
const minorDigitsOf: Readonly<Record<string, number>> = Object.fromEntries([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3]),
  ...'CLF UYW'.split(' ').map((code) => [code, 4]),
])

/**
 * How many digits stand after the point in this currency: 2 for USD, 0 for JPY. By ISO 4217 and not by `Intl`, which leaves out
 * digits that are rare in shops (HUF, IDR), another set in each version: an amount must mean the same to server and browser.
 */
export const minorDigits = (currency: string): number => minorDigitsOf[currency] ?? 2

/** A plain decimal for CSV and logs: 1234 in USD is `12.34`, -5 is `-0.05`. */
export const minorToDecimal = (amountMinor: number, currency: string): string => {
  const digits = minorDigits(currency)
  const whole = Math.abs(amountMinor)
    .toString()
    .padStart(digits + 1, '0')
  const sign = amountMinor < 0 ? '-' : ''
  return digits === 0 ? sign + whole : `${sign}${whole.slice(0, -digits)}.${whole.slice(-digits)}`
}

/** An amount for people, in their language: `1 234,56 ₽`, with a true minus sign. */
export const formatMoney = (amountMinor: number, currency: string, language: string): string => {
  const digits = minorDigits(currency)
  const look = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  return new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...look })
    .format(amountMinor / 10 ** digits)
    .replace('-', '−')
}
