import type { Db } from '@popug/service-kit'
import { sql } from 'kysely'
import type { Tables } from './tables.ts'

const offendersShown = 100

/** The questions by which payouts are compared with what is kept about them. Each answers ids of offenders, at most 100. */
export const payoutCheck = (db: Db<Tables>) => {
  const find = async (query: ReturnType<typeof sql<{ offender: string }>>): Promise<string[]> =>
    (await query.execute(db.query)).rows.map(({ offender }) => offender)

  return {
    /**
     * Business days that count less than their payouts come to. More may be: a payout that was lost and heard of again counts
     * twice, which sends less on that day and not more.
     */
    miscountedDays: () =>
      find(sql`
        select d.day as offender from sending_days d
        left join (select counted_day, count(*) as payouts, sum(amount_minor) as amount_minor
                   from payouts where counted_day is not null group by counted_day) p on p.counted_day = d.day
        where p.payouts > d.payouts or p.amount_minor > d.amount_minor
        union
        select p.counted_day as offender from payouts p
        where p.counted_day is not null and not exists (select 1 from sending_days d where d.day = p.counted_day)
        limit ${offendersShown}`),

    /** Payouts that were asked of the bank though they stand in a register that nobody has approved. */
    sentUnapproved: () =>
      find(sql`
        select p.id as offender from payouts p
        join payout_registers r on r.id = p.register_id
        where r.status <> 'approved' and p.attempts > 0
        limit ${offendersShown}`),

    /** Payouts whose last step tells another state than their own. */
    stepsAstray: () =>
      find(sql`
        select p.id as offender from payouts p
        left join (select payout_id, max(id) as last from payout_steps group by payout_id) l on l.payout_id = p.id
        left join payout_steps s on s.id = l.last
        where s.status is null or s.status <> p.status
        limit ${offendersShown}`),
  }
}
