import { SettingsError } from '@popug/service-kit'

/**
 * Throws `SettingsError` where Billing runs outside of a demo and nobody has said who pays: a sandbox bank that moves no money
 * must be asked for in so many words.
 */
export const refuseSilentSandbox = (env: NodeJS.ProcessEnv, services: readonly string[]): object => {
  if (env.POPUG_DEMO === '1' || !services.includes('billing')) return {}
  if (env.PAYOUT_PROVIDER || env.PAYOUT_PROVIDER_FILE) return {}
  throw new SettingsError([
    {
      name: 'PAYOUT_PROVIDER',
      problem: 'is missing, and this is no demo',
      expected: 'who pays: yookassa, or sandbox, which moves no money',
      example: 'PAYOUT_PROVIDER=yookassa',
    },
  ])
}
