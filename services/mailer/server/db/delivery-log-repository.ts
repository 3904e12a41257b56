import type { DeliveryStatus } from '@popug/contracts/webhooks.ts'
import { afterKey, type Db, type PageOf, type PageRequest, pageFrom } from '@popug/service-kit'
import type { DeliveryRow, Tables } from './tables.ts'

/** What was sent to each webhook, and is to be. */
export const deliveryLogRepository = (db: Db<Tables>) => {
  const deliveries = () => db.query.selectFrom('webhookDeliveries').selectAll()
  const ids = () => db.query.selectFrom('webhookDeliveries').select('id')
  const forget = async (which: ReturnType<typeof ids>): Promise<number> => {
    const found = (await which.execute()).map(({ id }) => id)
    if (found.length > 0) await db.query.deleteFrom('webhookDeliveries').where('id', 'in', found).execute()
    return found.length
  }
  return {
    /** Adds deliveries, passing over events that the webhook has already. */
    add: (rows: readonly DeliveryRow[]): Promise<number> =>
      db.insertMissing(
        'webhookDeliveries',
        rows.map((row) => ({ ...row })),
      ),
    find: (id: string): Promise<DeliveryRow | undefined> => deliveries().where('id', '=', id).executeTakeFirst(),
    findForUpdate: (id: string): Promise<DeliveryRow | undefined> =>
      db.dialect.forUpdate(deliveries().where('id', '=', id)).executeTakeFirst(),
    list: async (
      { webhookId, status }: { webhookId: string; status?: DeliveryStatus | undefined },
      { after, limit }: PageRequest,
    ): Promise<PageOf<DeliveryRow>> => {
      let query = deliveries().where('webhookId', '=', webhookId)
      if (status !== undefined) query = query.where('status', '=', status)
      if (after) query = query.where(afterKey(['id'], after, 'desc'))
      const rows = await query
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute()
      return pageFrom(rows, limit, ({ id }) => [id])
    },
    /** What is due of one webhook and in nobody's hand, the longest waiting first. */
    dueForUpdate: (webhookId: string, now: number, limit: number): Promise<DeliveryRow[]> =>
      db.dialect
        .forUpdate(
          deliveries()
            .where('webhookId', '=', webhookId)
            .where('status', '=', 'queued')
            .where('nextAttemptAt', '<=', now)
            .where((is) => is.or([is('claimedUntil', 'is', null), is('claimedUntil', '<', now)]))
            .orderBy('nextAttemptAt')
            .orderBy('id')
            .limit(limit),
        )
        .execute(),
    change: (rows: readonly (Pick<DeliveryRow, 'id'> & Partial<DeliveryRow>)[]): Promise<void> =>
      db.updateMany(
        'webhookDeliveries',
        ['id'],
        rows.map((row) => ({ ...row })),
      ),
    /** Lets everything go that is in anybody's hand. */
    endClaims: async (): Promise<void> => {
      await db.query
        .updateTable('webhookDeliveries')
        .set({ claimedUntil: 0 })
        .where('claimedUntil', 'is not', null)
        .execute()
    },
    /** Forgets at most so many that were made before a moment; answers how many. */
    forgetOld: (before: number, limit: number): Promise<number> =>
      forget(ids().where('createdAt', '<', before).orderBy('createdAt').limit(limit)),
    /** Forgets at most so many of a webhook; answers how many. */
    forgetOf: (webhookId: string, limit: number): Promise<number> =>
      forget(ids().where('webhookId', '=', webhookId).orderBy('id').limit(limit)),
  }
}
