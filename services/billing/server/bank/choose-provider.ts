import type { BillingSettings } from '../config.ts'
import { type FormerCharges, withFormerCharges } from './former-charges.ts'
import type { Provider } from './provider.ts'
import { sandboxClient } from './sandbox-client.ts'
import { yookassaClient } from './yookassa/yookassa-client.ts'

interface Parts {
  readonly settings: BillingSettings
  readonly former: FormerCharges
  readonly now: () => number
}

/** The provider that the settings name; they have been looked at, so that nothing it needs is missing. */
export const chooseProvider = ({ settings, former, now }: Parts): Provider => {
  if (settings.PAYOUT_PROVIDER === 'yookassa') {
    return yookassaClient({
      url: settings.YOOKASSA_URL,
      agentId: settings.YOOKASSA_AGENT_ID ?? '',
      secretKey: settings.YOOKASSA_SECRET_KEY ?? '',
      sources: settings.YOOKASSA_SOURCES,
      now,
    })
  }
  const sandbox = sandboxClient({
    url: settings.SANDBOX_URL,
    secret: settings.SANDBOX_SECRET ?? '',
    page: settings.SANDBOX_PAGE ?? null,
    now,
    timeLimit: settings.PROVIDER_TIMEOUT_MS,
  })
  return withFormerCharges(sandbox, former)
}
