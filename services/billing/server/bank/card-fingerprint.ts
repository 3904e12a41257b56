import { createHmac } from 'node:crypto'

/**
 * Fingerprints of card numbers: equal for the same number, and worth nothing to whoever lacks the key. Without a key they
 * would be no secret at all: with the last four digits known, a few million numbers are tried in a second.
 */
export interface CardFingerprints {
  /** Names the key, so that fingerprints under another one are known to be out of date. */
  readonly keyName: string
  of(digits: string): Uint8Array
}

/** HMAC-SHA-256 fingerprints under a key that is used for nothing else. */
export const cardFingerprints = (key: Buffer): CardFingerprints => {
  const digest = (text: string): Buffer => createHmac('sha256', key).update(`popug/billing/${text}`).digest()
  return {
    keyName: digest('card-fingerprint-key').toString('hex').slice(0, 16),
    of: (digits) => digest(`card-fingerprint|${digits}`),
  }
}
