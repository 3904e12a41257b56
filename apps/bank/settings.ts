import { type Static, Type } from 'typebox'

/** The sandbox bank's own settings, by environment variable; the embedded mode chooses most of them by itself. */
export const BankSettings = Type.Object({
  SANDBOX_SECRET: Type.String({
    minLength: 24,
    description:
      'at least 24 random characters that the sandbox bank and Billing share: who knows them may ask it to pay',
    examples: ['(the output of `openssl rand -hex 24`)'],
  }),
  SANDBOX_SLOW_MS: Type.Integer({
    minimum: 0,
    maximum: 120_000,
    default: 2_000,
    description: 'milliseconds that the sandbox bank takes over its slow test card',
    examples: [2_000],
  }),
  SANDBOX_LATER_MS: Type.Integer({
    minimum: 0,
    maximum: 86_400_000,
    default: 5_000,
    description: 'milliseconds after which the sandbox bank pays to its test card that is paid later',
    examples: [5_000],
  }),
})
export type BankSettings = Static<typeof BankSettings>
