import { describe, expect, it } from 'vitest'
import { caretAfter, digitsOf, groupDigits, problemKey } from './card-number.ts'

describe('a card number as it is typed', () => {
  it.each([
    ['', ''],
    ['4', '4'],
    ['4242', '4242'],
    ['42424', '4242 4'],
    ['4242-4242 4242.4242', '4242 4242 4242 4242'],
    ['63040000000000000001234', '6304 0000 0000 0000 000'],
    ['378282246310005', '3782 822463 10005'],
    ['37828', '3782 8'],
  ])('%s is shown as %s', (typed, shown) => {
    expect(groupDigits(digitsOf(typed))).toBe(shown)
  })

  it.each([
    ['4242 4242', 0, 0],
    ['4242 4242', 4, 4],
    ['4242 4242', 5, 6],
    ['4242', 9, 4],
  ])('in %s the caret after %i digits stands at %i', (grouped, digits, caret) => {
    expect(caretAfter(grouped, digits)).toBe(caret)
  })

  it.each([
    ['42424242424', 'card.wrongLength'],
    ['424242424242', 'card.wrongDigit'],
  ])('%s is explained by %s', (digits, key) => {
    expect(problemKey(digits)).toBe(key)
  })
})
