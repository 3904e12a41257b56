import type { Db } from '@popug/service-kit'
import type { CardRow, Tables } from './tables.ts'

/** Under which keys a card is to be; each that is named and is another makes the card out of date. */
export interface WantedKeys {
  /** The key that seals; left out where it does not matter which one does. */
  readonly keyId?: string
  readonly fingerprintKey: string
}

/** Cards by the keys that they are sealed with and have their fingerprints from. */
export const cardKeyRepository = (db: Db<Tables>) => {
  const outOfDate = ({ keyId, fingerprintKey }: WantedKeys) =>
    db.query.selectFrom('cards').where((is) => {
      const otherPrint = is.or([is('fingerprintKey', 'is', null), is('fingerprintKey', '!=', fingerprintKey)])
      return keyId === undefined ? otherPrint : is.or([otherPrint, is('keyId', '!=', keyId)])
    })
  return {
    /** How many cards are sealed with each key. */
    async countByKey(): Promise<{ keyId: string; cards: number }[]> {
      const rows = await db.query
        .selectFrom('cards')
        .select((is) => ['keyId', is.fn.countAll().as('count')])
        .groupBy('keyId')
        .orderBy('keyId')
        .execute()
      return rows.map(({ keyId, count }) => ({ keyId, cards: Number(count) }))
    },

    /** How many cards are out of date. */
    async countOutOfDate(wanted: WantedKeys): Promise<number> {
      const { count } = await outOfDate(wanted)
        .select((is) => is.fn.countAll().as('count'))
        .executeTakeFirstOrThrow()
      return Number(count)
    },

    /** A few of the cards that are sealed with a key. */
    someOf: (keyId: string, limit: number): Promise<CardRow[]> =>
      db.query.selectFrom('cards').selectAll().where('keyId', '=', keyId).orderBy('userId').limit(limit).execute(),

    /** Whose cards are out of date, by person, from after one on. */
    async findOutOfDate(wanted: WantedKeys, after: string, limit: number): Promise<string[]> {
      const rows = await outOfDate(wanted)
        .select('userId')
        .where('userId', '>', after)
        .orderBy('userId')
        .limit(limit)
        .execute()
      return rows.map(({ userId }) => userId)
    },

    /** Those of these people's cards that are out of date still, locked. */
    outOfDateForUpdate: (wanted: WantedKeys, userIds: readonly string[]): Promise<CardRow[]> =>
      db.dialect.forUpdate(outOfDate(wanted).selectAll().where('userId', 'in', userIds).orderBy('userId')).execute(),

    /** Puts cards under other keys; what is shown of them, and when their people named them, stays. */
    saveMany: (cards: readonly CardRow[]): Promise<void> =>
      db.updateMany(
        'cards',
        ['userId'],
        cards.map(({ userId, keyId, sealed, fingerprint, fingerprintKey }) => ({
          userId,
          keyId,
          sealed,
          fingerprint,
          fingerprintKey,
        })),
      ),
  }
}
