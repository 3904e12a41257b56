import { payoutProviders } from '@popug/contracts/billing.ts'
import type { SettingError, SettingNotes } from '@popug/service-kit'
import { type Static, Type } from 'typebox'

const key = '([0-9a-fA-F]{64}|[A-Za-z0-9+/]{43}=?)'
const keyName = '[\\w.-]{1,20}'
const namedKey = `\\s*${keyName}:${key}\\s*`

/** Billing's own settings, by environment variable. */
export const BillingSettings = Type.Object({
  CARD_KEY: Type.String({
    pattern: `^${key}$`,
    description: 'the key that card numbers are encrypted with: 32 random bytes as 64 hex digits or in base64',
    examples: ['(the output of `openssl rand -hex 32`)'],
  }),
  CARD_KEY_ID: Type.String({
    pattern: `^${keyName}$`,
    default: '1',
    description: 'the name of that key, kept beside each card: up to 20 letters, digits, dots and hyphens',
    examples: ['1'],
  }),
  CARD_OTHER_KEYS: Type.Optional(
    Type.String({
      pattern: `^${namedKey}(,${namedKey}){0,9}$`,
      description:
        'keys that cards may be sealed with besides, `name:key` by comma: those of before while `popug cards rotate` renews their cards, or the next one',
      examples: ['1:(the key of before)'],
    }),
  ),
  CARD_FINGERPRINT_KEY: Type.Optional(
    Type.String({
      pattern: `^${key}$`,
      description:
        'the key of the fingerprints by which one card of two people is noticed, written as CARD_KEY is; derived from CARD_KEY where it is not set',
      examples: ['(the output of `openssl rand -hex 32`)'],
    }),
  ),
  PAYOUT_ATTEMPTS: Type.Integer({
    minimum: 1,
    maximum: 100,
    default: 8,
    description: 'how often the bank is asked to pay a payout before a person has to look at it',
    examples: [8],
  }),
  PAYOUT_DAY_LIMIT_MINOR: Type.Integer({
    minimum: 0,
    maximum: 1_000_000_000_000,
    default: 0,
    description: 'the most that is sent on one business day, in minor units; the rest waits for the next; 0: no limit',
    examples: [5_000_000],
  }),
  PAYOUT_APPROVAL: Type.Enum(['none', 'second_person'], {
    default: 'none',
    description: 'whether the payouts of a closed day wait until a second person has approved them',
    examples: ['second_person'],
  }),
  PROVIDER_TIMEOUT_MS: Type.Integer({
    minimum: 100,
    maximum: 120_000,
    default: 10_000,
    description: 'milliseconds that the bank has to answer',
    examples: [10_000],
  }),
  PAYOUT_PROVIDER: Type.Enum([...payoutProviders], {
    default: 'sandbox',
    description:
      'who pays: a sandbox bank, which moves no money and in the composed mode must be asked for outside of a demo; or YooKassa',
    examples: ['sandbox'],
  }),
  SANDBOX_URL: Type.String({
    pattern: '^https?://',
    default: 'http://bank:3000',
    description: 'where the sandbox bank stands; the embedded mode starts its own',
    examples: ['http://bank:3000'],
  }),
  SANDBOX_SECRET: Type.Optional(
    Type.String({
      minLength: 24,
      description:
        'at least 24 random characters that Billing and the sandbox bank share, where it is the one that pays',
      examples: ['(the output of `openssl rand -hex 24`)'],
    }),
  ),
  SANDBOX_PAGE: Type.Optional(
    Type.String({
      pattern: '^https?://',
      description: 'where people may see what the sandbox bank received; Billing links to it',
      examples: ['http://localhost:8090/'],
    }),
  ),
  YOOKASSA_AGENT_ID: Type.Optional(
    Type.String({
      pattern: '^[0-9]{1,20}$',
      description: 'the number of the payout gateway at YooKassa',
      examples: ['500000'],
    }),
  ),
  YOOKASSA_SECRET_KEY: Type.Optional(
    Type.String({
      minLength: 8,
      description: 'the secret key of that gateway',
      examples: ['(from the merchant profile of YooKassa)'],
    }),
  ),
  YOOKASSA_URL: Type.String({
    pattern: '^https?://',
    default: 'https://api.yookassa.ru/v3',
    description: 'where YooKassa answers',
    examples: ['https://api.yookassa.ru/v3'],
  }),
  YOOKASSA_SOURCES: Type.String({
    pattern: '^[0-9a-fA-F:./, ]+$',
    default: '185.71.76.0/27,185.71.77.0/27,77.75.153.0/25,77.75.156.11,77.75.156.35,77.75.154.128/25,2a02:5180::/32',
    description: 'the networks that YooKassa sends its notices from, as it publishes them, by comma',
    examples: ['185.71.76.0/27,185.71.77.0/27'],
  }),
})
export type BillingSettings = Static<typeof BillingSettings>

const lacks = (settings: BillingSettings, names: readonly (keyof BillingSettings)[]): SettingError[] =>
  names
    .filter((name) => settings[name] === undefined)
    .map((name) => {
      const { description, examples } = BillingSettings.properties[name] as unknown as SettingNotes
      const problem = `is missing, and PAYOUT_PROVIDER is ${settings.PAYOUT_PROVIDER}`
      return { name, problem, expected: description, example: `${name}=${examples[0]}` }
    })

/** What the chosen provider needs and does not have. */
export const checkBillingSettings = (settings: BillingSettings & { readonly CURRENCY: string }): SettingError[] => {
  if (settings.PAYOUT_PROVIDER === 'sandbox') return lacks(settings, ['SANDBOX_SECRET'])
  const { CURRENCY } = settings
  const currency: SettingError = {
    name: 'CURRENCY',
    problem: `is ${CURRENCY}, and PAYOUT_PROVIDER is yookassa`,
    expected: 'RUB, in which YooKassa pays out',
    example: 'CURRENCY=RUB',
  }
  return [...lacks(settings, ['YOOKASSA_AGENT_ID', 'YOOKASSA_SECRET_KEY']), ...(CURRENCY === 'RUB' ? [] : [currency])]
}
