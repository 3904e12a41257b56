import { hkdfSync } from 'node:crypto'
import { SettingsError } from '@popug/service-kit'
import type { BillingSettings } from '../config.ts'

/** A key by its name. */
export interface CardKey {
  readonly id: string
  readonly key: Buffer
}

/** Bytes of a key of AES-256 and of HMAC-SHA-256. */
const keyLength = 32

/** The bytes of a key written as 64 hex digits or in base64; throws for any other number of bytes than 32. */
const keyBytes = (text: string): Buffer => {
  const bytes = Buffer.from(text, /^[0-9a-fA-F]{64}$/.test(text) ? 'hex' : 'base64')
  if (bytes.length !== keyLength) throw new Error('a card key must be 32 bytes')
  return bytes
}

/** A key from its text, under its name. */
export const cardKey = (text: string, id: string): CardKey => ({ id, key: keyBytes(text) })

/** The keys besides the one that seals, as `CARD_OTHER_KEYS` lists them; throws `SettingsError` for a name that comes twice. */
export const otherCardKeys = ({
  CARD_OTHER_KEYS: list = '',
  CARD_KEY_ID: sealing,
}: Pick<BillingSettings, 'CARD_OTHER_KEYS' | 'CARD_KEY_ID'>): CardKey[] => {
  const keys = list
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => cardKey(one.slice(one.indexOf(':') + 1), one.slice(0, one.indexOf(':'))))
  const names = [sealing, ...keys.map(({ id }) => id)]
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) {
    throw new SettingsError([
      {
        name: 'CARD_OTHER_KEYS',
        problem: `names the key "${twice}" ${twice === sealing ? 'that CARD_KEY_ID names' : 'twice'}`,
        expected: 'keys that each have a name of their own',
        example: 'CARD_KEY_ID=2 with CARD_OTHER_KEYS=1:(the key of before)',
      },
    ])
  }
  return keys
}

/**
 * The key of the fingerprints: `CARD_FINGERPRINT_KEY`, or where that is not set one derived from `CARD_KEY` (HKDF-SHA-256,
 * RFC 5869), which is another one as soon as `CARD_KEY` is.
 */
export const fingerprintKey = ({
  CARD_FINGERPRINT_KEY: own,
  CARD_KEY: sealing,
}: Pick<BillingSettings, 'CARD_FINGERPRINT_KEY' | 'CARD_KEY'>): Buffer =>
  own === undefined
    ? Buffer.from(hkdfSync('sha256', keyBytes(sealing), '', 'popug/billing/card-fingerprint/1', keyLength))
    : keyBytes(own)
