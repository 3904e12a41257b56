import { afterKey, type Db, type PageOf, type PageRequest, pageFrom } from '@popug/service-kit'
import type { Tables } from './tables.ts'

export type CaughtLetterRow = Tables['caughtLetters']

/** What the built-in mail catcher received. */
export const caughtLetterRepository = (db: Db<Tables>) => ({
  add: (row: CaughtLetterRow) => db.insertMany('caughtLetters', [{ ...row }]),

  find: (id: string): Promise<CaughtLetterRow | undefined> =>
    db.query.selectFrom('caughtLetters').selectAll().where('id', '=', id).executeTakeFirst(),

  count: async (): Promise<number> => {
    const row = await db.query
      .selectFrom('caughtLetters')
      .select(({ fn }) => fn.countAll<number | string>().as('count'))
      .executeTakeFirst()
    return Number(row?.count ?? 0)
  },

  /** Drops the oldest letters, so many of them. */
  dropOldest: async (count: number): Promise<void> => {
    const rows = await db.query.selectFrom('caughtLetters').select('id').orderBy('id').limit(count).execute()
    const last = rows.at(-1)
    if (last) await db.query.deleteFrom('caughtLetters').where('id', '<=', last.id).execute()
  },

  list: async (
    filter: { mailId?: string | undefined },
    { after, limit }: PageRequest,
  ): Promise<PageOf<Omit<CaughtLetterRow, 'source'>>> => {
    let query = db.query
      .selectFrom('caughtLetters')
      .select(['id', 'messageId', 'mailId', 'sender', 'recipient', 'subject', 'text', 'html', 'receivedAt'])
    if (filter.mailId !== undefined) query = query.where('mailId', '=', filter.mailId)
    if (after) query = query.where(afterKey(['id'], after, 'desc'))
    const rows = await query
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute()
    return pageFrom(rows, limit, (row) => [row.id])
  },
})
