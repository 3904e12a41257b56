import type { Db } from '@popug/service-kit'
import type { Tables } from './tables.ts'

const offendersShown = 100

/** The questions by which payouts are compared with the bank's register. Each answers ids of offenders, at most 100. */
export const billingCheck = (db: Db<Tables>) => ({
  async countPayouts(): Promise<number> {
    const { count } = await db.query
      .selectFrom('payouts')
      .select((is) => is.fn.countAll().as('count'))
      .executeTakeFirstOrThrow()
    return Number(count)
  },

  /** Paid by our book, and not (or not so much, or not in this currency, or under another number) by the bank's. */
  async paidWithoutCharge(): Promise<string[]> {
    const rows = await db.query
      .selectFrom('payouts')
      .leftJoin('sandboxCharges', (join) =>
        join
          .onRef('sandboxCharges.payoutId', '=', 'payouts.id')
          .onRef('sandboxCharges.amountMinor', '=', 'payouts.amountMinor')
          .onRef('sandboxCharges.currency', '=', 'payouts.currency')
          .onRef('sandboxCharges.reference', '=', 'payouts.providerReference')
          .on('sandboxCharges.outcome', '=', 'paid'),
      )
      .select('payouts.id')
      .where('payouts.status', '=', 'paid')
      .where('sandboxCharges.payoutId', 'is', null)
      .limit(offendersShown)
      .execute()
    return rows.map(({ id }) => id)
  },

  /** Charged by the bank, while our book neither says so nor leaves it open. */
  async chargedWithoutPayout(): Promise<string[]> {
    const rows = await db.query
      .selectFrom('sandboxCharges')
      .leftJoin('payouts', 'payouts.id', 'sandboxCharges.payoutId')
      .select('sandboxCharges.payoutId')
      .where('sandboxCharges.outcome', '=', 'paid')
      .where((is) =>
        is.or([
          is('payouts.id', 'is', null),
          is.and([is('payouts.status', '!=', 'paid'), is('payouts.unanswered', '=', 0)]),
        ]),
      )
      .limit(offendersShown)
      .execute()
    return rows.map(({ payoutId }) => payoutId)
  },

  /** Payouts that came to an end more than once: paid twice, returned twice, or both. */
  async endedTwice(): Promise<string[]> {
    const rows = await db.query
      .selectFrom('payoutSteps')
      .select('payoutId')
      .where('status', 'in', ['paid', 'returned'])
      .groupBy('payoutId')
      .having((is) => is.fn.countAll(), '>', 1)
      .limit(offendersShown)
      .execute()
    return rows.map(({ payoutId }) => payoutId)
  },
})
