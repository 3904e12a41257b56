import { afterKey, type Db, type PageRequest } from '@popug/service-kit'
import type { Payout } from '../domain/payout.ts'
import type { PayoutStepRow, Tables } from './tables.ts'

/** Why payouts have come into a state, and who did it; nobody where it was done by itself. */
export type StepCause = Partial<Pick<PayoutStepRow, 'actorId' | 'reason' | 'note'>>

/** The way of each payout; rows are added and never changed. */
export const payoutStepRepository = (db: Db<Tables>) => ({
  /** Writes down the state that payouts have just come into. */
  add: (
    payouts: readonly Payout[],
    at: number,
    { actorId = null, reason = null, note = null }: StepCause = {},
  ): Promise<void> =>
    db.insertMany(
      'payoutSteps',
      payouts.map(({ id, status, attempts, failure }) => ({
        payoutId: id,
        at,
        status,
        attempt: attempts,
        failure,
        actorId,
        reason,
        note,
      })),
    ),

  /** Oldest first, one more than asked. */
  list(payoutId: string, { after, limit }: PageRequest): Promise<PayoutStepRow[]> {
    let query = db.query.selectFrom('payoutSteps').selectAll().where('payoutId', '=', payoutId)
    if (after) query = query.where(afterKey(['id'], after, 'asc'))
    return query
      .orderBy('id')
      .limit(limit + 1)
      .execute()
  },
})
