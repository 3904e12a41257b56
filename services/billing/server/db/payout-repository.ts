import type { PayoutProvider, PayoutStatus } from '@popug/contracts/billing.ts'
import { afterKey, type Db, type PageRequest } from '@popug/service-kit'
import type { Payout } from '../domain/payout.ts'
import type { DayTotal } from '../domain/payout-report.ts'
import type { Tables } from './tables.ts'

/** What a list of payouts may be narrowed to. */
export interface PayoutFilters {
  readonly userId?: string | undefined
  readonly day?: string | undefined
  readonly status?: PayoutStatus | undefined
  readonly registerId?: string | undefined
  readonly ids?: readonly string[] | undefined
}

const idsAtOnce = 500

/** Payouts and their states. Whatever reads to write locks its rows. */
export const payoutRepository = (db: Db<Tables>) => {
  const all = () => db.query.selectFrom('payouts').selectAll()
  const forUpdate = db.dialect.forUpdate

  return {
    find: (id: string): Promise<Payout | undefined> => all().where('id', '=', id).executeTakeFirst(),

    findForUpdate: (id: string): Promise<Payout | undefined> =>
      forUpdate(all().where('id', '=', id)).executeTakeFirst(),

    /** Locks at most 500 payouts by id. */
    findManyForUpdate: (ids: readonly string[]): Promise<Payout[]> =>
      ids.length === 0 ? Promise.resolve([]) : forUpdate(all().where('id', 'in', ids).orderBy('id')).execute(),

    /** Newest first, one more than asked. */
    list({ userId, day, status, registerId, ids }: PayoutFilters, { after, limit }: PageRequest): Promise<Payout[]> {
      let query = all()
      if (userId !== undefined) query = query.where('userId', '=', userId)
      if (day !== undefined) query = query.where('day', '=', day)
      if (status !== undefined) query = query.where('status', '=', status)
      if (registerId !== undefined) query = query.where('registerId', '=', registerId)
      if (ids !== undefined) query = query.where('id', 'in', ids)
      if (after) query = query.where(afterKey(['id'], after, 'desc'))
      return query
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute()
    },

    /** Which of these payouts are known already. */
    async known(ids: readonly string[]): Promise<Set<string>> {
      const known = new Set<string>()
      for (let from = 0; from < ids.length; from += idsAtOnce) {
        const some = ids.slice(from, from + idsAtOnce)
        const rows = await db.query.selectFrom('payouts').select('id').where('id', 'in', some).execute()
        for (const { id } of rows) known.add(id)
      }
      return known
    },

    /** Locks payouts to be asked of the bank at this moment: first those whose asker died, then those that are due. */
    async dueForUpdate(at: number, limit: number): Promise<Payout[]> {
      const due = (status: PayoutStatus, count: number): Promise<Payout[]> =>
        forUpdate(
          all().where('status', '=', status).where('dueAt', '<=', at).orderBy('status').orderBy('dueAt').limit(count),
        ).execute()
      const abandoned = await due('sent', limit)
      return abandoned.length === limit ? abandoned : [...abandoned, ...(await due('queued', limit - abandoned.length))]
    },

    /** Locks at most 500 payouts of a person that are in this state, oldest first. */
    ofPersonForUpdate: (userId: string, status: PayoutStatus): Promise<Payout[]> =>
      forUpdate(
        all().where('userId', '=', userId).where('status', '=', status).orderBy('id').limit(idsAtOnce),
      ).execute(),

    /** Locks at most 500 payouts that wait for a card although their owner has one. */
    waitingInVainForUpdate: (): Promise<Payout[]> =>
      forUpdate(
        all()
          .where('status', '=', 'waiting_for_card')
          .where((is) =>
            is.exists(is.selectFrom('cards').select('userId').whereRef('cards.userId', '=', 'payouts.userId')),
          )
          .orderBy('id')
          .limit(idsAtOnce),
      ).execute(),

    /** Locks at most 500 payouts that wait in a register for a second person, or to follow the decision. */
    heldForUpdate: (registerId: string): Promise<Payout[]> =>
      forUpdate(
        all().where('registerId', '=', registerId).where('hold', '=', 'approval').orderBy('id').limit(idsAtOnce),
      ).execute(),

    /** Locks at most 500 payouts that are due and that nobody may have paid, each above this amount. */
    dueAboveForUpdate: (at: number, amountMinor: number): Promise<Payout[]> =>
      forUpdate(
        all()
          .where('status', '=', 'queued')
          .where('dueAt', '<=', at)
          .where('unanswered', '=', 0)
          .where('amountMinor', '>', amountMinor)
          .orderBy('status')
          .orderBy('dueAt')
          .limit(idsAtOnce),
      ).execute(),

    /** Payouts in the order of their ids, those after `after`, of this bank's. */
    inOrder: (bank: PayoutProvider, after: string, limit: number): Promise<Payout[]> =>
      all()
        .where('id', '>', after)
        .where((is) =>
          // Those from before there were several banks were paid by the sandbox.
          is.or([is('bank', '=', bank), ...(bank === 'sandbox' ? [is('bank', 'is', null)] : [])]),
        )
        .orderBy('id')
        .limit(limit)
        .execute(),

    /** Payouts that were paid from one moment up to another, in the order in which they were; after one of them, if given. */
    paidBetween: (from: number, until: number, after: Payout | null, limit: number): Promise<Payout[]> => {
      let query = all()
        .where('paidAt', '>=', after?.paidAt ?? from)
        .where('paidAt', '<', until)
      if (after) query = query.where(afterKey(['paidAt', 'id'], [after.paidAt ?? 0, after.id], 'asc'))
      return query.where('status', '=', 'paid').orderBy('paidAt').orderBy('id').limit(limit).execute()
    },

    /** Those of these payouts that are known, by id. */
    async findMany(ids: readonly string[]): Promise<Map<string, Payout>> {
      const found = new Map<string, Payout>()
      for (let from = 0; from < ids.length; from += idsAtOnce) {
        const rows = await all()
          .where('id', 'in', ids.slice(from, from + idsAtOnce))
          .execute()
        for (const row of rows) found.set(row.id, row)
      }
      return found
    },

    /** What a day's payouts come to by state and by what keeps or kept them from being paid, in one look. */
    async totalsOfDay(day: string): Promise<DayTotal[]> {
      const rows = await db.query
        .selectFrom('payouts')
        .select((is) => [
          'status',
          'hold',
          'failure',
          is.fn.countAll().as('payouts'),
          is.fn.sum('amountMinor').as('amountMinor'),
        ])
        .where('day', '=', day)
        .groupBy(['status', 'hold', 'failure'])
        .orderBy('status')
        .orderBy('hold')
        .orderBy('failure')
        .execute()
      return rows.map((row) => ({ ...row, payouts: Number(row.payouts), amountMinor: Number(row.amountMinor) }))
    },

    insertMissing: (payouts: readonly Payout[]): Promise<number> =>
      db.insertMissing(
        'payouts',
        payouts.map((payout) => ({ ...payout })),
      ),

    saveMany: (payouts: readonly Payout[]): Promise<void> =>
      db.updateMany(
        'payouts',
        ['id'],
        payouts.map((payout) => ({ ...payout })),
      ),
  }
}
