import type { Database, Db } from '@popug/service-kit'
import { newId } from '@popug/service-kit'
import type { Decision } from './decide.ts'
import type { Entry, Notice, Tables } from './store.ts'

export type Register = ReturnType<typeof registerOn>

/** The form in which others read what the bank did under a key. */
export const entryView = ({ idempotencyKey, settlesAt: _, mood: __, ...rest }: Entry) => ({
  key: idempotencyKey,
  ...rest,
})

const noticeOf = (entry: Entry, at: number): Notice => ({
  id: newId(at),
  body: JSON.stringify({ event: 'payout.paid', payout: entryView(entry) }),
  attempts: 0,
  dueAt: at,
  deliveredAt: null,
})

/** At most so many rows in one go. */
const atOnce = 100

/** The bank's register of what it was asked, and its messages that wait to be sent. */
export const registerOn = (database: Database<Tables>) => {
  const save = (db: Db<Tables>, entry: Entry): Promise<void> =>
    db.updateMany('entries', ['idempotencyKey'], [{ ...entry }])

  return {
    find: (key: string): Promise<Entry | undefined> =>
      database.query.selectFrom('entries').selectAll().where('idempotencyKey', '=', key).executeTakeFirst(),

    /** Opens the key's entry if it is new, decides and writes, one at a time for each key. */
    decide: (blank: Entry, decision: (before: Entry) => Decision): Promise<Decision> =>
      database.transaction(async (tx) => {
        await tx.insertMissing('entries', [{ ...blank }])
        const before = await tx.dialect
          .forUpdate(tx.query.selectFrom('entries').selectAll().where('idempotencyKey', '=', blank.idempotencyKey))
          .executeTakeFirstOrThrow()
        const decided = decision(before)
        if (decided.entry !== before) await save(tx, decided.entry)
        return decided
      }),

    /** Pays what was to be paid by now, and writes the messages about it: each twice, as a careful bank might. */
    settleDue: (at: number): Promise<number> =>
      database.transaction(async (tx) => {
        const due = await tx.dialect
          .forUpdate(
            tx.query
              .selectFrom('entries')
              .selectAll()
              .where('status', '=', 'pending')
              .where('settlesAt', '<=', at)
              .orderBy('settlesAt')
              .limit(atOnce),
          )
          .execute()
        const paid = due.map((entry): Entry => ({ ...entry, status: 'paid', paidAt: at, settlesAt: null }))
        for (const entry of paid) {
          await save(tx, entry)
          await tx.insertMany('notices', [{ ...noticeOf(entry, at) }, { ...noticeOf(entry, at) }])
        }
        return paid.length
      }),

    dueNotices: (at: number): Promise<Notice[]> =>
      database.query
        .selectFrom('notices')
        .selectAll()
        .where('dueAt', '<=', at)
        .orderBy('dueAt')
        .orderBy('id')
        .limit(atOnce)
        .execute(),

    saveNotice: (notice: Notice): Promise<void> => database.updateMany('notices', ['id'], [{ ...notice }]),

    /** Entries in the order of their keys, those after `after`; one more than asked. */
    list: (after: string, limit: number): Promise<Entry[]> =>
      database.query
        .selectFrom('entries')
        .selectAll()
        .where('idempotencyKey', '>', after)
        .orderBy('idempotencyKey')
        .limit(limit + 1)
        .execute(),

    /** What was asked last, newest first. */
    newest: (limit: number): Promise<Entry[]> =>
      database.query
        .selectFrom('entries')
        .selectAll()
        .orderBy('askedAt', 'desc')
        .orderBy('idempotencyKey', 'desc')
        .limit(limit)
        .execute(),

    async count(): Promise<{ asked: number; paid: number; undelivered: number }> {
      const { query } = database
      const all = await query
        .selectFrom('entries')
        .select((is) => ['status', is.fn.countAll().as('entries')])
        .groupBy('status')
        .execute()
      const { notices } = await query
        .selectFrom('notices')
        .select((is) => is.fn.countAll().as('notices'))
        .where('dueAt', 'is not', null)
        .executeTakeFirstOrThrow()
      return {
        asked: all.reduce((sum, { entries }) => sum + Number(entries), 0),
        paid: Number(all.find(({ status }) => status === 'paid')?.entries ?? 0),
        undelivered: Number(notices),
      }
    },
  }
}
