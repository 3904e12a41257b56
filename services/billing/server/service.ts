import { cardFingerprints } from './bank/card-fingerprint.ts'
import { fingerprintKey } from './bank/card-key.ts'
import { openCardCipher } from './bank/check-card-keys.ts'
import { chooseProvider } from './bank/choose-provider.ts'
import { makeTeller } from './bank/teller.ts'
import { BillingSettings, checkBillingSettings } from './config.ts'
import { formerChargeRepository } from './db/former-charge-repository.ts'
import { migrations } from './db/migrations.ts'
import { findCards } from './jobs/find-cards.ts'
import { fingerprintCards } from './jobs/fingerprint-cards.ts'
import { followRegisters } from './jobs/follow-registers.ts'
import { payPayouts } from './jobs/pay-payouts.ts'
import { putOffLatePayouts } from './jobs/put-off-payouts.ts'
import { facts } from './queries/list-facts.ts'
import { verifyBilling } from './queries/verify-billing.ts'
import { bankDoors } from './routes/bank.ts'
import { cardHolderDoors } from './routes/card-holders.ts'
import { cardKeyDoors } from './routes/card-keys.ts'
import { cardDoors } from './routes/cards.ts'
import { payoutDoors } from './routes/payouts.ts'
import { reconciliationDoors } from './routes/reconciliations.ts'
import { registerDoors } from './routes/registers.ts'
import { reportDoors } from './routes/reports.ts'
import { sharedCardDoors } from './routes/shared-cards.ts'
import { onPayoutIssued } from './subscriptions/on-payout-issued.ts'
import { service } from './world.ts'

export { openCardCipher, verifyBilling }

/** Billing: cards, and payouts on their way to them. */
export const billingService = service({
  name: 'billing',
  settings: BillingSettings,
  checkSettings: checkBillingSettings,
  migrations,
  tools: async ({ settings, database, clock, log }) => {
    const cipher = await openCardCipher(database, settings)
    const provider = chooseProvider({ settings, former: formerChargeRepository(database), now: clock.now })
    const teller = makeTeller({
      provider,
      cipher,
      timeLimit: settings.PROVIDER_TIMEOUT_MS,
      onSilence: (payout, error) => log.warn({ payout, error }, 'the bank did not answer; it will be asked again'),
    })
    return { cipher, fingerprints: cardFingerprints(fingerprintKey(settings)), teller, chance: Math.random }
  },
  doors: [
    ...cardDoors,
    ...cardKeyDoors,
    ...cardHolderDoors,
    ...sharedCardDoors,
    ...payoutDoors,
    ...registerDoors,
    ...reportDoors,
    ...reconciliationDoors,
    ...bankDoors,
  ],
  subscriptions: [onPayoutIssued],
  jobs: [payPayouts, findCards, fingerprintCards, putOffLatePayouts, followRegisters],
  verify: (ctx) => verifyBilling(ctx, undefined),
  facts,
})
