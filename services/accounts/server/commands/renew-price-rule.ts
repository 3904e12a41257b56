import { randomBytes } from 'node:crypto'
import { minorToDecimal } from '@popug/contracts/money.ts'
import {
  type Database,
  type InstallationSettings,
  newId,
  recordAudit,
  SettingsError,
  systemActorId,
} from '@popug/service-kit'
import type { AccountsSettings } from '../config.ts'
import { ledgerRepository } from '../db/ledger-repository.ts'
import { priceRuleRepository } from '../db/price-rule-repository.ts'
import type { Tables } from '../db/tables.ts'
import type { PriceRule } from '../domain/pricing.ts'

/**
 * Milliseconds until a new rule counts: tasks are dated by the clock of the service that creates them, and one of them may
 * have been priced by the old rule though its clock was a little ahead.
 */
const notice = 60_000

type Bounds = Pick<PriceRule, 'feeMinMinor' | 'feeMaxMinor' | 'rewardMinMinor' | 'rewardMaxMinor'>

const boundsOf = (settings: AccountsSettings): Bounds => {
  const { FEE_MIN_MINOR, FEE_MAX_MINOR, REWARD_MIN_MINOR, REWARD_MAX_MINOR } = settings
  const wrong = [
    ...(FEE_MIN_MINOR > FEE_MAX_MINOR
      ? [disorder('FEE_MIN_MINOR', FEE_MIN_MINOR, 'FEE_MAX_MINOR', FEE_MAX_MINOR)]
      : []),
    ...(REWARD_MIN_MINOR > REWARD_MAX_MINOR
      ? [disorder('REWARD_MIN_MINOR', REWARD_MIN_MINOR, 'REWARD_MAX_MINOR', REWARD_MAX_MINOR)]
      : []),
  ]
  if (wrong.length > 0) throw new SettingsError(wrong)
  return {
    feeMinMinor: FEE_MIN_MINOR,
    feeMaxMinor: FEE_MAX_MINOR,
    rewardMinMinor: REWARD_MIN_MINOR,
    rewardMaxMinor: REWARD_MAX_MINOR,
  }
}

const disorder = (least: string, min: number, greatest: string, max: number) => ({
  name: least,
  problem: `is ${min}, more than ${greatest}, which is ${max}`,
  expected: `at most ${greatest}`,
  example: `${least}=${max}`,
})

const rangesIn = (currency: string, bounds: Bounds) => {
  const range = (min: number, max: number): string =>
    `${minorToDecimal(min, currency)}–${minorToDecimal(max, currency)} ${currency}`
  return {
    fees: range(bounds.feeMinMinor, bounds.feeMaxMinor),
    rewards: range(bounds.rewardMinMinor, bounds.rewardMaxMinor),
  }
}

const same = (rule: Bounds, bounds: Bounds): boolean =>
  rule.feeMinMinor === bounds.feeMinMinor &&
  rule.feeMaxMinor === bounds.feeMaxMinor &&
  rule.rewardMinMinor === bounds.rewardMinMinor &&
  rule.rewardMaxMinor === bounds.rewardMaxMinor

/**
 * Adds a price rule when the settings' bounds are not those of the newest one, or there is none. Tasks that exist keep the
 * prices they have. Throws `SettingsError` for a least price above the greatest.
 */
export const renewPriceRule = async (
  database: Database<Tables>,
  settings: AccountsSettings & Pick<InstallationSettings, 'CURRENCY'>,
  now: number,
): Promise<void> => {
  const bounds = boundsOf(settings)
  await database.transaction(async (tx) => {
    // Several instances may start at once: the ledger's lock makes one of them add the rule.
    await ledgerRepository(tx).lock()
    const rules = priceRuleRepository(tx)
    const newest = (await rules.all()).at(-1)
    if (newest && same(newest, bounds)) return
    const effectiveFrom = newest ? Math.max(now + notice, newest.effectiveFrom + 1) : now
    await rules.add({ id: newId(now), effectiveFrom, ...bounds, seed: randomBytes(32).toString('hex') })
    if (!newest) return
    const detail = rangesIn(settings.CURRENCY, bounds)
    await recordAudit(tx, { at: now, actorId: systemActorId, action: 'prices.changed', subject: '', detail })
  })
}
