import type { RegisterStatus } from '@popug/contracts/payout-registers.ts'
import { afterKey, type Db, type PageRequest } from '@popug/service-kit'
import type { RegisterRow, Tables } from './tables.ts'

/** What a list of registers may be narrowed to. */
export interface RegisterFilters {
  readonly status?: RegisterStatus | undefined
  readonly day?: string | undefined
}

/** How many payouts a register has, and how much they come to: in all, and those that still wait in it. */
export interface RegisterTotals {
  readonly payouts: number
  readonly amountMinor: number
  readonly heldPayouts: number
  readonly heldMinor: number
}

const nothing: RegisterTotals = { payouts: 0, amountMinor: 0, heldPayouts: 0, heldMinor: 0 }

/** Registers of payouts that wait for a second person. */
export const registerRepository = (db: Db<Tables>) => {
  const all = () => db.query.selectFrom('payoutRegisters').selectAll()

  return {
    find: (id: string): Promise<RegisterRow | undefined> => all().where('id', '=', id).executeTakeFirst(),

    findForUpdate: (id: string): Promise<RegisterRow | undefined> =>
      db.dialect.forUpdate(all().where('id', '=', id)).executeTakeFirst(),

    /** Locks the register of a day that takes payouts in: the one that nobody has decided. */
    awaitingForUpdate: (day: string): Promise<RegisterRow | undefined> =>
      db.dialect
        .forUpdate(all().where('day', '=', day).where('status', '=', 'awaiting').orderBy('id').limit(1))
        .executeTakeFirst(),

    /** Locks the oldest register whose decision some payouts have not followed yet. */
    unfollowedForUpdate: (): Promise<RegisterRow | undefined> =>
      db.dialect
        .forUpdate(
          all()
            .where('followed', '=', 0)
            .where('status', 'in', ['approved', 'rejected'])
            .orderBy('followed')
            .orderBy('status')
            .orderBy('id')
            .limit(1),
        )
        .executeTakeFirst(),

    insert: (register: RegisterRow): Promise<void> => db.insertMany('payoutRegisters', [{ ...register }]),

    save: (register: RegisterRow): Promise<void> => db.updateMany('payoutRegisters', ['id'], [{ ...register }]),

    /** Newest first, one more than asked. */
    list({ status, day }: RegisterFilters, { after, limit }: PageRequest): Promise<RegisterRow[]> {
      let query = all()
      if (status !== undefined) query = query.where('status', '=', status)
      if (day !== undefined) query = query.where('day', '=', day)
      if (after) query = query.where(afterKey(['id'], after, 'desc'))
      return query
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute()
    },

    /** What these registers come to; ask for a bounded number. */
    async totals(ids: readonly string[]): Promise<(id: string) => RegisterTotals> {
      const rows =
        ids.length === 0
          ? []
          : await db.query
              .selectFrom('payouts')
              .select((is) => [
                'registerId',
                'hold',
                is.fn.countAll().as('payouts'),
                is.fn.sum('amountMinor').as('amountMinor'),
              ])
              .where('registerId', 'in', ids)
              .groupBy(['registerId', 'hold'])
              .execute()
      const found = new Map<string | null, RegisterTotals>()
      for (const { registerId, hold, payouts, amountMinor } of rows) {
        const before = found.get(registerId) ?? nothing
        const [count, minor] = [Number(payouts), Number(amountMinor)]
        const isHeld = hold === 'approval'
        found.set(registerId, {
          payouts: before.payouts + count,
          amountMinor: before.amountMinor + minor,
          heldPayouts: before.heldPayouts + (isHeld ? count : 0),
          heldMinor: before.heldMinor + (isHeld ? minor : 0),
        })
      }
      return (id) => found.get(id) ?? nothing
    },
  }
}
