import type { Db } from '@popug/service-kit'
import { sql } from 'kysely'
import type { Tables } from './tables.ts'

/** Offenders named by one check: enough to see what is wrong. */
const most = 20

interface Offender {
  readonly offender: string | number
}

/**
 * The ledger's invariants as queries over its own rows; each answers whom it finds in the wrong, at most twenty of them.
 * They read everything once: for `verify`, not for a page.
 */
export const ledgerChecks = (db: Db<Tables>) => {
  const find = async (query: ReturnType<typeof sql<Offender>>): Promise<string[]> =>
    (await query.execute(db.query)).rows.map(({ offender }) => String(offender))

  return {
    async rows(): Promise<number> {
      const counted = db.query.selectFrom('transactions').select(({ fn }) => fn.countAll<number | string>().as('rows'))
      return Number((await counted.executeTakeFirstOrThrow()).rows)
    },

    /** Accounts that differ from their rows in sum, count or last sequence, or stand on one side only. */
    unequalAccounts: () =>
      find(sql`
        select a.user_id as offender from accounts a
        left join (select user_id, sum(amount_minor) as total, count(*) as rows_count, max(sequence) as last
                   from transactions group by user_id) t on t.user_id = a.user_id
        where t.user_id is null or t.total <> a.balance_minor or t.rows_count <> a.sequence or t.last <> a.sequence
        union
        select t.user_id as offender from transactions t
        where t.sequence = 1 and not exists (select 1 from accounts a where a.user_id = t.user_id)
        limit ${most}`),

    /** Rows whose balance is not the balance of the row before plus their amount. */
    brokenBalances: () =>
      find(sql`
        select t.number as offender from transactions t
        left join transactions p on p.user_id = t.user_id and p.sequence = t.sequence - 1
        where t.balance_minor <> coalesce(p.balance_minor, 0) + t.amount_minor
           or (p.number is null and t.sequence <> 1) or p.number >= t.number
        limit ${most}`),

    /** Tasks whose fees differ from each other, or that were rewarded more than once. */
    taskRows: (kind: 'fee' | 'reward') =>
      find(sql`
        select task_id as offender from transactions where kind = ${kind}
        group by task_id having ${kind === 'fee' ? sql`min(amount_minor) <> max(amount_minor)` : sql`count(*) > 1`}
        limit ${most}`),

    /** Payouts without exactly the rows they name, and rows of payouts that no payout names. */
    unequalPayouts: () =>
      find(sql`
        select p.id as offender from payouts p
        left join transactions t on t.number = p.number
        left join transactions r on r.number = p.return_number
        where t.number is null or t.kind <> 'payout' or t.payout_id <> p.id or t.user_id <> p.user_id
           or t.day <> p.day or t.amount_minor <> -p.amount_minor
           or (p.return_number is not null
               and (r.number is null or r.kind <> 'payout_return' or r.payout_id <> p.id or r.amount_minor <> p.amount_minor))
        union
        select t.payout_id as offender from transactions t
        where t.kind in ('payout', 'payout_return') and not exists (
          select 1 from payouts p where p.id = t.payout_id and t.number in (p.number, p.return_number))
        limit ${most}`),

    /** Reversals that are not the opposite of an earlier row of the same account that may be taken back. */
    unequalReversals: () =>
      find(sql`
        select r.number as offender from reversals r
        left join transactions t on t.number = r.number
        left join transactions o on o.number = r.reverses_number
        where t.number is null or o.number is null or o.number >= t.number or t.kind <> 'correction'
           or o.kind in ('payout', 'payout_return') or t.user_id <> o.user_id or t.amount_minor <> -o.amount_minor
        limit ${most}`),

    /** Users with two payouts of one day. */
    doublePayouts: () =>
      find(sql`
        select user_id as offender from payouts group by user_id, day having count(*) > 1 limit ${most}`),

    /** Accounts that the last closing has passed and that still have a payout's worth of its day or before. */
    unpaidAccounts: () =>
      find(sql`
        select t.user_id as offender from transactions t
        join ledger l on t.day <= l.last_closed_day
        where l.closing_day is null or t.user_id <= l.closing_after
        group by t.user_id, l.payout_min_minor having sum(t.amount_minor) >= l.payout_min_minor
        limit ${most}`),

    /** Rows and accounts with an amount that is no whole number; only SQLite would let one in. */
    brokenAmounts: () =>
      find(sql`
        select number as offender from transactions
        where amount_minor <> round(amount_minor) or balance_minor <> round(balance_minor)
        union
        select user_id as offender from accounts where balance_minor <> round(balance_minor)
        limit ${most}`),

    /** Performers' days, and the company's, that differ from the sums of their rows. */
    unequalDays: () =>
      find(sql`
        select d.day as offender from account_days d
        left join (${sumsBy('user_id, day')}) t on t.user_id = d.user_id and t.day = d.day
        where t.day is null or t.fees <> d.fees_minor or t.rewards <> d.rewards_minor
           or t.paid_out <> d.paid_out_minor or t.other <> d.other_minor
        union
        select d.day as offender from days d
        left join (${sumsBy('day')}) t on t.day = d.day
        where coalesce(t.fees, 0) <> d.fees_minor or coalesce(t.rewards, 0) <> d.rewards_minor
           or coalesce(t.paid_out, 0) <> d.paid_out_minor or coalesce(t.payouts, 0) <> d.payouts
        union
        select t.day as offender from transactions t
        where not exists (select 1 from account_days d where d.day = t.day and d.user_id = t.user_id)
        limit ${most}`),

    /** Rows that a list by day or by kind would miss: beyond the numbers of their day, or rare and not among the rare. */
    unlistedRows: () =>
      find(sql`
        select t.number as offender from transactions t join days d on d.day = t.day
        where d.first_number is null or t.number < d.first_number or t.number > d.last_number
        union
        select t.number as offender from transactions t
        where t.kind not in ('fee', 'reward')
          and not exists (select 1 from rare_transactions r where r.kind = t.kind and r.number = t.number)
        union
        select r.number as offender from rare_transactions r
        where not exists (select 1 from transactions t where t.number = r.number and t.kind = r.kind)
        limit ${most}`),
  }
}

const sumsBy = (key: 'day' | 'user_id, day') => sql`
  select ${sql.raw(key)},
    sum(case when kind = 'fee' then -amount_minor else 0 end) as fees,
    sum(case when kind = 'reward' then amount_minor else 0 end) as rewards,
    sum(case when kind = 'payout' then -amount_minor else 0 end) as paid_out,
    sum(case when kind = 'payout' then 1 else 0 end) as payouts,
    sum(case when kind in ('correction', 'payout_return') then amount_minor else 0 end) as other
  from transactions group by ${sql.raw(key)}`
