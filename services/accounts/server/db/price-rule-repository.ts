import type { Db } from '@popug/service-kit'
import type { PriceRule } from '../domain/pricing.ts'
import type { Tables } from './tables.ts'

/** Price rules: one for each time that the bounds were changed. */
export const priceRuleRepository = (db: Db<Tables>) => ({
  /** All rules, oldest first. */
  all: (): Promise<PriceRule[]> =>
    db.query.selectFrom('priceRules').selectAll().orderBy('effectiveFrom').orderBy('id').execute(),

  add: (rule: PriceRule): Promise<void> => db.insertMany('priceRules', [{ ...rule }]),
})
