import { type Static, Type } from 'typebox'

const minorSetting = (description: string, value: number) =>
  Type.Integer({
    minimum: 1,
    maximum: 1_000_000_000,
    default: value,
    description: `${description}, in minor units`,
    examples: [value],
  })

/** What the ledger can be told: the bounds of prices, and when days close. */
export const AccountsSettings = Type.Object({
  FEE_MIN_MINOR: minorSetting('the least fee of an assignment', 1000),
  FEE_MAX_MINOR: minorSetting('the greatest fee of an assignment', 2000),
  REWARD_MIN_MINOR: minorSetting('the least reward of closing a task', 2000),
  REWARD_MAX_MINOR: minorSetting('the greatest reward of closing a task', 4000),
  PAYOUT_MIN_MINOR: minorSetting('the least payout: a smaller balance stays, and is carried to the next day', 1),
  DAY_CLOSING: Type.Enum(['schedule', 'by_hand'], {
    default: 'schedule',
    description: 'whether days close by themselves at DAY_CLOSES_AT, or only when an accountant closes them',
    examples: ['schedule'],
  }),
  DAY_CLOSES_AT: Type.String({
    pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
    default: '22:00',
    description: 'when the day closes by itself, HH:MM in BUSINESS_TIME_ZONE',
    examples: ['22:00'],
  }),
})
export type AccountsSettings = Static<typeof AccountsSettings>
