import { Type } from 'typebox'

/** Why a payout came into a state, where the state and the bank's refusal do not tell it all. */
export const payoutStepReasons = [
  'issued',
  'no_card',
  'card_named',
  'card_forgotten',
  'awaiting_approval',
  'approved',
  'rejected',
  'day_limit',
  'above_day_limit',
  'asker_lost',
  'tried_again',
  'given_back',
  'found_paid',
  'found_unpaid',
] as const
export type PayoutStepReason = (typeof payoutStepReasons)[number]

/** What a person writes about what they do. */
export const Note = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' })
