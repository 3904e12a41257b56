/**
 * Card numbers at rest: AES-256-GCM under a key from the settings.
 *
 *     sealed = nonce (12 bytes, random) · tag (16) · ciphertext
 *
 * The person's id, by which the row is found, and the key's name are authenticated with it, so a sealed number copied into
 * another person's row, or said to be under another key, does not open. Random 96-bit nonces are safe for far more cards
 * than a company has (NIST SP 800-38D, section 8.3: 2^32 under one key).
 *
 * One key seals; others that cards may still be sealed with, or that the next restart will seal with, only open.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { type CardKey, cardKey } from './card-key.ts'

const nonceLength = 12
const tagLength = 16

export interface SealedCard {
  readonly userId: string
  readonly keyId: string
  readonly sealed: Uint8Array
}

/** A card is sealed with a key whose name is not known here. */
export class CardKeyUnknown extends Error {
  override readonly name = 'CardKeyUnknown'
}

/** Seals card numbers and opens them again. */
export interface CardCipher {
  /** The name of the key that seals. */
  readonly keyId: string
  /** The names of all keys that open, that one among them. */
  readonly keyIds: ReadonlySet<string>
  seal(userId: string, digits: string): SealedCard
  /** Throws where the number was sealed for another person, under another key, or has been changed; `CardKeyUnknown` where the key is not here. */
  open(card: SealedCard): string
}

const boundTo = (userId: string, keyId: string): Buffer => Buffer.from(`popug/billing/card/1|${keyId}|${userId}`)

/** The cipher under one key, which opens what others of these have sealed too. */
export const cardCipher = (keyText: string, keyId: string, others: readonly CardKey[] = []): CardCipher => {
  const sealing = cardKey(keyText, keyId)
  const keys = new Map([...others, sealing].map(({ id, key }) => [id, key]))
  return {
    keyId,
    keyIds: new Set(keys.keys()),
    seal: (userId, digits) => {
      const nonce = randomBytes(nonceLength)
      const cipher = createCipheriv('aes-256-gcm', sealing.key, nonce)
      cipher.setAAD(boundTo(userId, keyId))
      const text = Buffer.concat([cipher.update(digits, 'ascii'), cipher.final()])
      return { userId, keyId, sealed: Buffer.concat([nonce, cipher.getAuthTag(), text]) }
    },
    open: ({ userId, keyId: sealedUnder, sealed }) => {
      const key = keys.get(sealedUnder)
      if (!key) throw new CardKeyUnknown(`the key "${sealedUnder}" is not among the settings`)
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
