import { afterKey, type Db, type PageOf, type PageRequest, pageFrom } from '@popug/service-kit'
import type { Tables, WebhookRow } from './tables.ts'

/** The programs that are told of events; a bounded number of them. */
export const webhookRepository = (db: Db<Tables>) => {
  const webhooks = () => db.query.selectFrom('webhooks').selectAll()
  return {
    find: (id: string): Promise<WebhookRow | undefined> => webhooks().where('id', '=', id).executeTakeFirst(),
    findForUpdate: (id: string): Promise<WebhookRow | undefined> =>
      db.dialect.forUpdate(webhooks().where('id', '=', id)).executeTakeFirst(),
    list: async ({ after, limit }: PageRequest): Promise<PageOf<WebhookRow>> => {
      let query = webhooks()
      if (after) query = query.where(afterKey(['id'], after, 'desc'))
      const rows = await query
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute()
      return pageFrom(rows, limit, ({ id }) => [id])
    },
    listActive: (): Promise<WebhookRow[]> => webhooks().where('status', '=', 'active').orderBy('id').execute(),
    /** Locks all there are, so that two are not added at once where there is room for one; answers how many. */
    countForUpdate: async (): Promise<number> =>
      (await db.dialect.forUpdate(db.query.selectFrom('webhooks').select('id').orderBy('id')).execute()).length,
    insert: (row: WebhookRow): Promise<void> => db.insertMany('webhooks', [{ ...row }]),
    change: (row: Pick<WebhookRow, 'id'> & Partial<WebhookRow>): Promise<void> =>
      db.updateMany('webhooks', ['id'], [{ ...row }]),
    /** Takes it away; its deliveries are forgotten afterwards, a few at a time. */
    remove: async (id: string): Promise<void> => {
      await db.query.deleteFrom('webhooks').where('id', '=', id).execute()
      await db.insertMissing('removedWebhooks', [{ id }])
    },
    /** One that was taken away and whose deliveries are not all forgotten. */
    nextRemoved: async (): Promise<string | undefined> =>
      (await db.query.selectFrom('removedWebhooks').select('id').orderBy('id').limit(1).executeTakeFirst())?.id,
    forgetRemoved: async (id: string): Promise<void> => {
      await db.query.deleteFrom('removedWebhooks').where('id', '=', id).execute()
    },
  }
}
