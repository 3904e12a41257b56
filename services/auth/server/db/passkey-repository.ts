import { afterKey, type Db, type PageOf, type PageRequest, pageFrom } from '@popug/service-kit'
import type { PasskeyRow, Tables } from './tables.ts'

/** Passkeys, by what their authenticators call them. */
export const passkeyRepository = (db: Db<Tables>) => {
  const passkeys = () => db.query.selectFrom('passkeys').selectAll()
  return {
    findByDigest: (digest: string): Promise<PasskeyRow | undefined> =>
      passkeys().where('digest', '=', digest).executeTakeFirst(),
    findForUpdate: (id: string): Promise<PasskeyRow | undefined> =>
      db.dialect.forUpdate(passkeys().where('id', '=', id)).executeTakeFirst(),
    /** A person's passkeys, newest first. */
    list: async (userId: string, { after, limit }: PageRequest): Promise<PageOf<PasskeyRow>> => {
      let query = passkeys().where('userId', '=', userId)
      if (after) query = query.where(afterKey(['id'], after, 'desc'))
      const rows = await query
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute()
      return pageFrom(rows, limit, ({ id }) => [id])
    },
    /** False where somebody has it already. */
    insert: async (passkey: PasskeyRow): Promise<boolean> =>
      (await db.insertMissing('passkeys', [{ ...passkey }])) === 1,
    rename: async (id: string, name: string): Promise<void> => {
      await db.query.updateTable('passkeys').set({ name }).where('id', '=', id).execute()
    },
    use: async (id: string, answer: Pick<PasskeyRow, 'counter' | 'synced' | 'usedAt'>): Promise<void> => {
      await db.query.updateTable('passkeys').set(answer).where('id', '=', id).execute()
    },
    remove: async (id: string): Promise<void> => {
      await db.query.deleteFrom('passkeys').where('id', '=', id).execute()
    },
    removeAll: async (userId: string): Promise<void> => {
      await db.query.deleteFrom('passkeys').where('userId', '=', userId).execute()
    },
  }
}
