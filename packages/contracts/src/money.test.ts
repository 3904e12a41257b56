import { describe, expect, it } from 'vitest'
import { formatMoney, minorDigits, minorToDecimal } from './money.ts'

describe('an amount', () => {
  // Those of the second group are written without digits in shops, and Intl leaves the digits out.
  it.each([
    ['USD', 2, '12.34', '$12.34'],
    ['RUB', 2, '12.34', '₽12.34'],
    ['HUF', 2, '12.34', 'Ft12.34'],
    ['IDR', 2, '12.34', 'Rp12.34'],
    ['COP', 2, '12.34', '$12.34'],
    ['JPY', 0, '1234', '¥1,234'],
    ['KRW', 0, '1234', '₩1,234'],
    ['KWD', 3, '1.234', 'KWD1.234'],
    ['IQD', 3, '1.234', 'IQD1.234'],
    ['CLF', 4, '0.1234', 'CLF0.1234'],
  ])('of 1234 minor units of %s has %i digits', (currency, digits, decimal, people) => {
    expect(minorDigits(currency)).toBe(digits)
    expect(minorToDecimal(1234, currency)).toBe(decimal)
    expect(formatMoney(1234, currency, 'en').replace(/\s/g, '')).toBe(people)
  })

  it('below zero has its sign before it', () => {
    expect(minorToDecimal(-5, 'USD')).toBe('-0.05')
    expect(minorToDecimal(-5, 'JPY')).toBe('-5')
    expect(formatMoney(-5, 'USD', 'en')).toBe('−$0.05')
  })
})
