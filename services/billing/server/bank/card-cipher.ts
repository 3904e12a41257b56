/**
 * Card numbers at rest: AES-256-GCM under a key from the settings.
 *
 *     sealed = nonce (12 bytes, random) · tag (16) · ciphertext
 *
 * The person's id and the key's name are authenticated with it, so a sealed number copied into another person's row, or
 * said to be under another key, does not open. Random 96-bit nonces are safe for far more cards than a company has
 * (NIST SP 800-38D, section 8.3: 2^32 under one key).
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const nonceLength = 12
const tagLength = 16

export interface SealedCard {
  readonly userId: string
  readonly keyId: string
  readonly sealed: Uint8Array
}

/** Seals card numbers and opens them again. */
export interface CardCipher {
  seal(userId: string, digits: string): SealedCard
  /** Throws where the number was sealed for another person, under another key, or has been changed. */
  open(card: SealedCard): string
}

const keyFrom = (text: string): Buffer => Buffer.from(text, /^[0-9a-fA-F]{64}$/.test(text) ? 'hex' : 'base64')

const boundTo = (userId: string, keyId: string): Buffer => Buffer.from(`popug/billing/card/1|${keyId}|${userId}`)

/** The cipher under one key: 32 bytes as 64 hex digits or base64. */
export const cardCipher = (keyText: string, keyId: string): CardCipher => {
  const key = keyFrom(keyText)
  if (key.length !== 32) throw new Error('CARD_KEY must be 32 bytes')
  return {
    seal: (userId, digits) => {
      const nonce = randomBytes(nonceLength)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      cipher.setAAD(boundTo(userId, keyId))
      const text = Buffer.concat([cipher.update(digits, 'ascii'), cipher.final()])
      return { userId, keyId, sealed: Buffer.concat([nonce, cipher.getAuthTag(), text]) }
    },
    open: ({ userId, keyId: sealedUnder, sealed }) => {
      const bytes = Buffer.from(sealed)
      const text = nonceLength + tagLength
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceLength), {
        authTagLength: tagLength,
      })
      decipher.setAAD(boundTo(userId, sealedUnder))
      decipher.setAuthTag(bytes.subarray(nonceLength, text))
      return Buffer.concat([decipher.update(bytes.subarray(text)), decipher.final()]).toString('ascii')
    },
  }
}
