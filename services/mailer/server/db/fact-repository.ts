import type { PayoutMailKind } from '@popug/contracts/mailer.ts'
import type { Fact } from '@popug/contracts/operations.ts'
import { type Db, type PageOf, type PageRequest, pageFrom } from '@popug/service-kit'
import type { Tables } from './tables.ts'

/** What the mailer knows that its neighbours know too. */
export const factRepository = (db: Db<Tables>) => ({
  /** The payouts that letters of a kind are about. */
  payouts: async (kind: PayoutMailKind, { after, limit }: PageRequest): Promise<PageOf<Fact>> => {
    const rows = await db.query
      .selectFrom('mails')
      .select(['payoutId', 'userId', 'day', 'amountMinor'])
      .where('kind', '=', kind)
      .where('payoutId', '>', String(after?.[0] ?? ''))
      .orderBy('payoutId')
      .limit(limit + 1)
      .execute()
    const { items, next } = pageFrom(rows, limit, ({ payoutId }) => [payoutId])
    return {
      items: items.map(({ payoutId, userId, day, amountMinor }) => ({
        id: payoutId,
        value: `${userId} ${day} ${amountMinor}`,
      })),
      next,
    }
  },
})
