import { sandboxCards } from '@popug/contracts/billing.ts'
import { describe, expect, it } from 'vitest'
import { cardNumberProblem, faceOf, normaliseCardNumber } from './card-number.ts'

describe('a card number', () => {
  it('loses its spaces and hyphens', () => {
    expect(normaliseCardNumber('4242 4242-4242 4242')).toBe('4242424242424242')
  })

  it.each([
    ['4242424242424242', null],
    ['378282246310005', null],
    ['6304000000000000', null],
    ['2200000000000004', null],
    ['4242424242424241', 'check digit'],
    ['4242424242422442', 'check digit'],
    ['42424242424', '12 to 19'],
    ['42424242424242424242', '12 to 19'],
    ['4242x42424242424', 'digits'],
    ['', 'digits'],
  ])('%s: %s', (digits, problem) => {
    const said = cardNumberProblem(digits)
    if (problem === null) expect(said).toBeNull()
    else expect(said?.message).toContain(problem)
  })

  it('notices any single mistyped digit', () => {
    const right = '4242424242424242'
    for (let place = 0; place < right.length; place++) {
      for (let digit = 0; digit <= 9; digit++) {
        if (String(digit) === right[place]) continue
        expect(cardNumberProblem(right.slice(0, place) + digit + right.slice(place + 1))).not.toBeNull()
      }
    }
  })

  it.each([
    ['4242424242424242', 'visa'],
    ['5555555555554444', 'mastercard'],
    ['2221000000000009', 'mastercard'],
    ['2204000000000000', 'mir'],
    ['2205000000000000', 'other'],
    ['378282246310005', 'amex'],
    ['3566002020360505', 'jcb'],
    ['6011111111111117', 'discover'],
    ['6200000000000005', 'unionpay'],
    ['6304000000000000', 'maestro'],
    ['9999999999999995', 'other'],
  ])('%s is of %s', (digits, brand) => {
    expect(faceOf(digits)).toEqual({ brand, last4: digits.slice(-4) })
  })

  it.each(sandboxCards.map(({ number }) => number))('the test card %s is valid', (number) => {
    expect(cardNumberProblem(number)).toBeNull()
  })
})
