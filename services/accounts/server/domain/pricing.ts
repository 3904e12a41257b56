import { type Id, idTime } from '@popug/contracts/ids.ts'

/** The bounds of prices from a moment on. Rules are added, never changed, so a task's price is one for ever. */
export interface PriceRule {
  id: Id
  /** Epoch milliseconds: tasks created from then on. */
  effectiveFrom: number
  feeMinMinor: number
  feeMaxMinor: number
  rewardMinMinor: number
  rewardMaxMinor: number
  /** Keeps prices from being computed by those who do not have it. */
  seed: string
}

export interface Price {
  readonly feeMinor: number
  readonly rewardMinor: number
}

/** SHA-256 as 64 hexadecimal digits. */
export type Digest = (text: string) => string

// 12 hexadecimal digits are 48 bits: over a range of thousands the modulo favours no amount by more than 1 in 10^10.
const digits = 12

const uniform = (hex: string, min: number, max: number): number => min + (Number.parseInt(hex, 16) % (max - min + 1))

/** The rule in force when a task was created; the earliest one for anything older. `rules` come oldest first, at least one. */
export const ruleFor = (rules: readonly PriceRule[], createdAt: number): PriceRule => {
  const [earliest] = rules
  if (!earliest) throw new Error('a ledger without price rules')
  return rules.findLast(({ effectiveFrom }) => effectiveFrom <= createdAt) ?? earliest
}

/**
 * The fee and the reward of a task: random to people, yet a function of the task's id, so that nothing has to be looked up
 * and the same task finds the same prices whenever and wherever it is asked.
 */
export const priceOf = (rules: readonly PriceRule[], digest: Digest, taskId: Id): Price => {
  const rule = ruleFor(rules, idTime(taskId))
  const chance = digest(rule.seed + taskId)
  return {
    feeMinor: uniform(chance.slice(0, digits), rule.feeMinMinor, rule.feeMaxMinor),
    rewardMinor: uniform(chance.slice(digits, 2 * digits), rule.rewardMinMinor, rule.rewardMaxMinor),
  }
}
