import type { Db } from '@popug/service-kit'
import type { Payout } from '../domain/payout.ts'
import type { SendingDayRow, Tables } from './tables.ts'

/** What business days have sent. A day's row is its lock: whoever counts on it, or looks whether more fits, holds it. */
export const sendingDayRepository = (db: Db<Tables>) => {
  const add = (day: string, payouts: number, amountMinor: number): Promise<void> =>
    db.addMany('sendingDays', ['day'], [{ day, payouts, amountMinor }])

  return {
    /** Locks a day, which begins with nothing. */
    async lock(day: string): Promise<SendingDayRow> {
      await db.insertMissing('sendingDays', [{ day, payouts: 0, amountMinor: 0 }])
      return db.dialect
        .forUpdate(db.query.selectFrom('sendingDays').selectAll().where('day', '=', day))
        .executeTakeFirstOrThrow()
    },

    /** Brings the days' sums to what payouts count in after a change of them; give both in the same order. */
    async recount(before: readonly Payout[], after: readonly Payout[]): Promise<void> {
      const changes = new Map<string, { payouts: number; amountMinor: number }>()
      const count = ({ countedDay, amountMinor }: Payout, sign: 1 | -1): void => {
        if (countedDay === null) return
        const change = changes.get(countedDay) ?? { payouts: 0, amountMinor: 0 }
        change.payouts += sign
        change.amountMinor += sign * amountMinor
        changes.set(countedDay, change)
      }
      before.forEach((payout, index) => {
        const now = after[index]
        if (now?.id !== payout.id) throw new Error('the payouts before and after a change are not the same')
        count(payout, -1)
        count(now, 1)
      })
      for (const [day, { payouts, amountMinor }] of [...changes].sort(([a], [b]) => (a < b ? -1 : 1))) {
        if (payouts !== 0 || amountMinor !== 0) await add(day, payouts, amountMinor)
      }
    },
  }
}
