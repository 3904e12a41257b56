import type { RuleName } from '@popug/contracts/rules.ts'
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
import { ruleChangeRepository } from '../db/rule-change-repository.ts'
import type { Tables } from '../db/tables.ts'

type Settings = AccountsSettings & Pick<InstallationSettings, 'CURRENCY' | 'BUSINESS_TIME_ZONE'>

/** The rules that are not prices, which have rules of their own. */
const rulesOf = (settings: Settings): [RuleName, string][] => [
  ['currency', settings.CURRENCY],
  ['time_zone', settings.BUSINESS_TIME_ZONE],
  ['day_closing', settings.DAY_CLOSING],
  ['day_closes_at', settings.DAY_CLOSES_AT],
  ['least_payout', String(settings.PAYOUT_MIN_MINOR)],
]

const otherCurrency = (settled: string, asked: string): SettingsError =>
  new SettingsError([
    {
      name: 'CURRENCY',
      problem: `is "${asked}", and what the ledger has posted is ${settled}`,
      expected: `${settled}, for amounts that are posted keep their currency`,
      example: `CURRENCY=${settled}`,
    },
  ])

/**
 * Writes down from when on the settings' rules count, where they are not those of the last start. Throws `SettingsError` for
 * another currency than the one in which something has been posted.
 */
export const recordRules = async (database: Database<Tables>, settings: Settings, now: number): Promise<void> => {
  await database.transaction(async (tx) => {
    // Several instances may start at once: the ledger's lock makes one of them write.
    const { nextNumber } = await ledgerRepository(tx).lock()
    const changes = ruleChangeRepository(tx)
    const known = new Map((await changes.all()).map(({ name, value }) => [name, value]))
    const currency = known.get('currency')
    if (currency !== undefined && currency !== settings.CURRENCY && nextNumber > 1)
      throw otherCurrency(currency, settings.CURRENCY)
    for (const [name, value] of rulesOf(settings)) {
      const before = known.get(name)
      if (before === value) continue
      await changes.add({ id: newId(now), name, value, since: now })
      if (before === undefined) continue
      const detail = { setting: name, before, after: value }
      await recordAudit(tx, { at: now, actorId: systemActorId, action: 'rule.changed', subject: '', detail })
    }
  })
}
