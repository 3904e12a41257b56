import { Type } from 'typebox'

/** Whole minor units (kopecks, cents) of the installation's one currency; may be negative. */
export const Minor = Type.Integer({
  minimum: -9_007_199_254_740_991,
  maximum: 9_007_199_254_740_991,
  description: 'whole minor units of the currency',
})

/** ISO 4217 code of the installation's currency. */
export const Currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217 code' })

/** How many digits stand after the point in this currency: 2 for USD, 0 for JPY. */
export const minorDigits = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

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
export const formatMoney = (amountMinor: number, currency: string, language: string): string =>
  new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
    .format(amountMinor / 10 ** minorDigits(currency))
    .replace('-', '−')
