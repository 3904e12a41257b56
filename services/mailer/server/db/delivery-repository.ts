import type { MailKind, MailStatus } from '@popug/contracts/mailer.ts'
import type { Db } from '@popug/service-kit'
import type { MailRow, Tables } from './tables.ts'

/** A letter that was delivered more often than anything explains. */
export type Excess = Pick<MailRow, 'id' | 'payoutId' | 'kind' | 'accepted' | 'ambiguous' | 'resendings'>

const excessColumns = ['id', 'payoutId', 'kind', 'accepted', 'ambiguous', 'resendings'] as const

/** Counts of what was delivered, for checking that nobody got a letter twice without a reason. */
export const deliveryRepository = (db: Db<Tables>) => ({
  /** How many letters there are of each kind and status. */
  counts: async (): Promise<{ kind: MailKind; status: MailStatus; count: number }[]> => {
    const rows = await db.query
      .selectFrom('mails')
      .select(({ fn }) => ['kind' as const, 'status' as const, fn.countAll<number | string>().as('count')])
      .groupBy(['kind', 'status'])
      .execute()
    return rows.map((row) => ({ ...row, count: Number(row.count) }))
  },

  /** Letters that were accepted more than once without an unknown outcome or a person behind it. */
  acceptedTooOften: (limit: number): Promise<Excess[]> =>
    db.query
      .selectFrom('mails')
      .select(excessColumns)
      .where((is) => is('accepted', '>', is(is('ambiguous', '+', is.ref('resendings')), '+', is.lit(1))))
      .orderBy('id')
      .limit(limit)
      .execute(),

  /** The same by what the mail catcher really received. */
  caughtTooOften: async (limit: number): Promise<(Excess & { caught: number })[]> => {
    const rows = await db.query
      .selectFrom('mails')
      .innerJoin(
        (from) =>
          from
            .selectFrom('caughtLetters')
            .select(({ fn }) => ['mailId' as const, fn.countAll<number | string>().as('caught')])
            .where('mailId', 'is not', null)
            .groupBy('mailId')
            .as('received'),
        (join) => join.onRef('received.mailId', '=', 'mails.id'),
      )
      .select([...excessColumns, 'received.caught'])
      .where((is) => is('received.caught', '>', is(is('ambiguous', '+', is.ref('resendings')), '+', is.lit(1))))
      .orderBy('id')
      .limit(limit)
      .execute()
    return rows.map((row) => ({ ...row, caught: Number(row.caught) }))
  },
})
