import { readSettings, SettingsError } from '@popug/service-kit'
import { describe, expect, it } from 'vitest'
import { BillingSettings } from '../config.ts'
import { cardFingerprints } from './card-fingerprint.ts'
import { fingerprintKey, otherCardKeys } from './card-key.ts'

const hex = '0123456789abcdef'.repeat(4)
const base64 = Buffer.from(hex, 'hex').toString('base64')
const read = (env: Record<string, string>) => readSettings(BillingSettings, { CARD_KEY: 'f'.repeat(64), ...env })

describe('the keys of the cards', () => {
  it('are none besides unless told', () => {
    expect(otherCardKeys(read({}))).toEqual([])
  })

  it('are read in hex and base64, each under its name', () => {
    const keys = otherCardKeys(read({ CARD_KEY_ID: '3', CARD_OTHER_KEYS: `1:${hex}, 2026-05:${base64}` }))
    expect(keys).toEqual(['1', '2026-05'].map((id) => ({ id, key: Buffer.from(hex, 'hex') })))
  })

  it.each([
    ['a key without a name', hex],
    ['a short key', '2:00ff'],
    ['a name with a space', `a b:${hex}`],
    ['an empty part', `2:${hex},,3:${hex}`],
    ['too many', Array.from({ length: 11 }, (_, index) => `k${index}:${hex}`).join(',')],
  ])('are not read from %s, which is not repeated', (_, text) => {
    expect(() => read({ CARD_OTHER_KEYS: text })).toThrow(SettingsError)
    expect(() => read({ CARD_OTHER_KEYS: text })).not.toThrow(text)
  })

  it.each([
    ['the name of the key that seals', `1:${hex}`],
    ['one name twice', `2:${hex},2:${hex}`],
  ])('refuse %s', (_, text) => {
    expect(() => otherCardKeys(read({ CARD_OTHER_KEYS: text }))).toThrow(/^CARD_OTHER_KEYS names the key/)
  })
})

describe('fingerprints', () => {
  const number = '4242424242424242'
  const printsOf = (env: Record<string, string>) => cardFingerprints(fingerprintKey(read(env)))
  const own = printsOf({ CARD_FINGERPRINT_KEY: hex })

  it('are equal for equal numbers, and show nothing of them', () => {
    expect(own.of(number)).toEqual(own.of(number))
    expect(own.of('5555555555554444')).not.toEqual(own.of(number))
    expect(own.of(number)).toHaveLength(32)
    expect(Buffer.from(own.of(number)).toString('latin1')).not.toContain('4242')
  })

  it.each([
    ['a key of their own', { CARD_FINGERPRINT_KEY: 'a'.repeat(64) }],
    ['one derived from the key of the cards', {}],
    ['one derived from another such key', { CARD_KEY: 'e'.repeat(64) }],
  ])('are others under %s, which has another name', (_, env) => {
    const others = printsOf(env as Record<string, string>)
    expect(others.of(number)).not.toEqual(own.of(number))
    expect(others.keyName).not.toBe(own.keyName)
  })

  it('stay while the key of the cards changes, where they have their own', () => {
    const after = printsOf({ CARD_FINGERPRINT_KEY: hex, CARD_KEY: 'e'.repeat(64) })
    expect([after.keyName, after.of(number)]).toEqual([own.keyName, own.of(number)])
  })
})
