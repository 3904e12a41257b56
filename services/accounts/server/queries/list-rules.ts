import { priceRuleRepository } from '../db/price-rule-repository.ts'
import { ruleChangeRepository } from '../db/rule-change-repository.ts'
import { ruleHistory, ruleStates } from '../domain/rules.ts'
import type { Context } from '../world.ts'

const most = 500

/** The rules that settings give, newest first: coming, in force, past. */
export const listRules = async ({ db, now }: Context) => {
  const history = ruleHistory(await priceRuleRepository(db).all(), await ruleChangeRepository(db).all())
  return ruleStates(history, now).slice(0, most)
}
