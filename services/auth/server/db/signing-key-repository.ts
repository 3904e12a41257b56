import type { Db } from '@popug/service-kit'
import type { Tables } from './tables.ts'

type KeyRow = Tables['signingKeys']

/** The key pairs that session tokens are signed with. */
export const signingKeyRepository = (db: Db<Tables>) => ({
  /** All keys, the oldest first. */
  list: (): Promise<KeyRow[]> => db.query.selectFrom('signingKeys').selectAll().orderBy('number').execute(),
  /** Keeps a key as the first one; of several instances that start at once one succeeds. */
  insertFirst: (key: Omit<KeyRow, 'number'>): Promise<number> =>
    db.insertMissing('signingKeys', [{ ...key, number: 1 }]),
})
