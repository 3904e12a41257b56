import type { RuleName } from '@popug/contracts/rules.ts'
import type { PriceRule } from './pricing.ts'

/** One rule as it counts from a moment (epoch milliseconds) on, until the next of its name; prices are ranges. */
export interface DatedRule {
  readonly name: RuleName
  readonly value: string | null
  readonly minMinor: number | null
  readonly maxMinor: number | null
  readonly from: number
}

interface RuleChange {
  readonly name: RuleName
  readonly value: string
  readonly since: number
}

const rangesOf = ({ feeMinMinor, feeMaxMinor, rewardMinMinor, rewardMaxMinor, effectiveFrom: from }: PriceRule) => [
  { name: 'fee' as const, value: null, minMinor: feeMinMinor, maxMinor: feeMaxMinor, from },
  { name: 'reward' as const, value: null, minMinor: rewardMinMinor, maxMinor: rewardMaxMinor, from },
]

/** Every rule that has counted, counts or is going to, newest first; a price rule that leaves one range as it was says nothing of it. */
export const ruleHistory = (prices: readonly PriceRule[], changes: readonly RuleChange[]): DatedRule[] => {
  const settings = changes.map(({ name, value, since: from }): DatedRule => {
    const minMinor = name === 'least_payout' ? Number(value) : null
    return { name, value: minMinor === null ? value : null, minMinor, maxMinor: null, from }
  })
  const last = new Map<RuleName, string>()
  return [...prices.flatMap(rangesOf), ...settings]
    .sort((one, other) => one.from - other.from)
    .filter(({ name, value, minMinor, maxMinor }) => {
      const text = JSON.stringify([value, minMinor, maxMinor])
      const isNew = last.get(name) !== text
      last.set(name, text)
      return isNew
    })
    .reverse()
}

/** Which of the rules, newest first, are still ahead, count now, or have been followed by another. */
export const ruleStates = (rules: readonly DatedRule[], now: number) => {
  const inForce = new Set<RuleName>()
  return rules.map((rule) => {
    const state = rule.from > now ? 'coming' : inForce.has(rule.name) ? 'past' : 'in_force'
    if (state === 'in_force') inForce.add(rule.name)
    return { ...rule, state } as const
  })
}
