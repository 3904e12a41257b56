import type { Db } from '@popug/service-kit'
import type { RuleChangeRow, Tables } from './tables.ts'

/** Rules of business as settings gave them: a row for each start that found one changed. */
export const ruleChangeRepository = (db: Db<Tables>) => ({
  /** All changes, oldest first. */
  all: (): Promise<RuleChangeRow[]> =>
    db.query.selectFrom('ruleChanges').selectAll().orderBy('since').orderBy('id').execute(),

  add: (change: RuleChangeRow): Promise<void> => db.insertMany('ruleChanges', [{ ...change }]),
})
