import { describe, expect, it } from 'vitest'
import { CardKeyUnknown, cardCipher } from './card-cipher.ts'
import { cardKey } from './card-key.ts'

const hex = '0123456789abcdef'.repeat(4)
const number = '4242424242424242'

describe('the card cipher', () => {
  const cipher = cardCipher(hex, '1')

  it('opens what it sealed, and shows nothing of it', () => {
    const card = cipher.seal('kesha', number)
    expect(cipher.open(card)).toBe(number)
    expect(Buffer.from(card.sealed).toString('latin1')).not.toContain('4242')
  })

  it('seals the same number differently each time', () => {
    const sealed = new Set(
      Array.from({ length: 100 }, () => Buffer.from(cipher.seal('kesha', number).sealed).toString('hex')),
    )
    expect(sealed.size).toBe(100)
  })

  it('takes the key in base64 too', () => {
    const same = cardCipher(Buffer.from(hex, 'hex').toString('base64'), '1')
    expect(same.open(cipher.seal('kesha', number))).toBe(number)
  })

  const card = cipher.seal('kesha', number)
  const changed = (at: number) => {
    const sealed = Buffer.from(card.sealed)
    sealed[at] = (sealed[at] ?? 0) ^ 1
    return { ...card, sealed }
  }
  it.each([
    ['another person', cipher, { ...card, userId: 'gosha' }],
    ['another key name', cipher, { ...card, keyId: '2' }],
    ['another key', cardCipher('f'.repeat(64), '1'), card],
    ['a changed nonce', cipher, changed(0)],
    ['a changed tag', cipher, changed(12)],
    ['a changed number', cipher, changed(card.sealed.length - 1)],
    ['a shortened tag', cipher, { ...card, sealed: card.sealed.subarray(0, 20) }],
  ])('does not open under %s', (_, opener, sealed) => {
    expect(() => opener.open(sealed)).toThrow()
  })

  it('opens what another of its keys sealed, and seals with its own', () => {
    const rotated = cardCipher('f'.repeat(64), '2', [cardKey(hex, '1')])
    expect(rotated.open(card)).toBe(number)
    expect(rotated.seal('kesha', number).keyId).toBe('2')
    expect(() => cipher.open(rotated.seal('kesha', number))).toThrow(CardKeyUnknown)
    expect([[...rotated.keyIds].sort(), [...cipher.keyIds]]).toEqual([['1', '2'], ['1']])
  })

  it('refuses a key of another length', () => {
    expect(() => cardCipher('00ff', '1')).toThrow('32 bytes')
  })
})
