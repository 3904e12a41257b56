import type { Db } from '@popug/service-kit'
import type { Tables } from './tables.ts'

export type ChoiceRow = Tables['choices']

const peopleAtOnce = 500

/** Which letters people want; somebody without a row gets those about payouts alone. */
export const choiceRepository = (db: Db<Tables>) => ({
  find: (userId: string): Promise<ChoiceRow | undefined> =>
    db.query.selectFrom('choices').selectAll().where('userId', '=', userId).executeTakeFirst(),

  /** Those of these people who want a note when tasks are given to them. */
  wantingNotes: async (userIds: readonly string[]): Promise<Set<string>> => {
    const wanting = new Set<string>()
    for (let from = 0; from < userIds.length; from += peopleAtOnce) {
      const rows = await db.query
        .selectFrom('choices')
        .select('userId')
        .where('userId', 'in', userIds.slice(from, from + peopleAtOnce))
        .where('notes', '=', 1)
        .where('payoutsOnly', '=', 0)
        .execute()
      for (const { userId } of rows) wanting.add(userId)
    }
    return wanting
  },

  /** Makes sure that a person has a row, and locks it. */
  open: async (userId: string, changedAt: number): Promise<ChoiceRow> => {
    await db.insertMissing('choices', [{ userId, notes: 0, payoutsOnly: 0, changedAt }])
    const found = db.query.selectFrom('choices').selectAll().where('userId', '=', userId)
    return db.dialect.forUpdate(found).executeTakeFirstOrThrow()
  },

  save: (row: ChoiceRow) => db.updateMany('choices', ['userId'], [{ ...row }]),
})
