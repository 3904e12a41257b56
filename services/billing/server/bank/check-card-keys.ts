import { type Database, SettingsError } from '@popug/service-kit'
import type { BillingSettings } from '../config.ts'
import { cardKeyRepository } from '../db/card-key-repository.ts'
import type { Tables } from '../db/tables.ts'
import { type CardCipher, cardCipher, type SealedCard } from './card-cipher.ts'
import { otherCardKeys } from './card-key.ts'

/** Cards of each key that are tried: one that was damaged must not make the key look wrong. */
const tried = 5

const opens = (cipher: CardCipher, card: SealedCard): boolean => {
  try {
    cipher.open(card)
    return true
  } catch {
    return false
  }
}

/**
 * Throws `SettingsError` where a key is missing, or is another one, that cards in the database are sealed with: a payout to
 * such a card would be refused, and nobody would know why.
 */
const checkCardKeys = async (database: Database<Tables>, cipher: CardCipher): Promise<void> => {
  const kept = cardKeyRepository(database)
  const errors: ConstructorParameters<typeof SettingsError>[0][number][] = []
  for (const { keyId, cards } of await kept.countByKey()) {
    const many = cards === 1 ? '1 card is' : `${cards} cards are`
    if (!cipher.keyIds.has(keyId)) {
      errors.push({
        name: 'CARD_OTHER_KEYS',
        problem: `lacks the key "${keyId}", which ${many} sealed with`,
        expected: 'every key that cards are sealed with, until popug cards rotate has renewed them',
        example: `CARD_OTHER_KEYS=${keyId}:(that key)`,
      })
    } else if (!(await kept.someOf(keyId, tried)).some((card) => opens(cipher, card))) {
      const isSealing = keyId === cipher.keyId
      errors.push({
        name: isSealing ? 'CARD_KEY' : 'CARD_OTHER_KEYS',
        problem: `has another key under the name "${keyId}" than the one that ${many} sealed with`,
        expected: 'the same key under a name for as long as cards are sealed with it',
        example: isSealing
          ? `CARD_KEY=(the new key) CARD_KEY_ID=(a new name) CARD_OTHER_KEYS=${keyId}:(the key of before)`
          : `CARD_OTHER_KEYS=${keyId}:(the key of before)`,
      })
    }
  }
  if (errors.length > 0) throw new SettingsError(errors)
}

/** The cipher of these settings; throws `SettingsError` where cards in the database need another key. */
export const openCardCipher = async (
  database: Database<Tables>,
  settings: Pick<BillingSettings, 'CARD_KEY' | 'CARD_KEY_ID' | 'CARD_OTHER_KEYS'>,
): Promise<CardCipher> => {
  const cipher = cardCipher(settings.CARD_KEY, settings.CARD_KEY_ID, otherCardKeys(settings))
  await checkCardKeys(database, cipher)
  return cipher
}
