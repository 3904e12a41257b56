import type { BillingSettings } from '../config.ts'
import { type FormerCharges, withFormerCharges } from './former-charges.ts'
import type { Provider } from './provider.ts'
import { sandboxClient } from './sandbox-client.ts'

interface Parts {
  readonly settings: BillingSettings
  readonly former: FormerCharges
  readonly now: () => number
}

/** The provider that the settings name. */
export const chooseProvider = ({ settings, former, now }: Parts): Provider =>
  withFormerCharges(
    sandboxClient({
      url: settings.SANDBOX_URL,
      secret: settings.SANDBOX_SECRET ?? '',
      page: settings.SANDBOX_PAGE ?? null,
      now,
      timeLimit: settings.PROVIDER_TIMEOUT_MS,
    }),
    former,
  )
