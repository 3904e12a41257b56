import {
  type Command as KitCommand,
  type CommandContext as KitCommandContext,
  type Query as KitQuery,
  type Session as KitSession,
  wordsOf,
} from '@popug/service-kit'
import type { CardCipher } from './bank/card-cipher.ts'
import type { CardFingerprints } from './bank/card-fingerprint.ts'
import type { Teller } from './bank/teller.ts'
import type { BillingSettings } from './config.ts'
import type { Tables } from './db/tables.ts'

/** What Billing makes for itself at start. */
interface BillingTools {
  readonly cipher: CardCipher
  readonly fingerprints: CardFingerprints
  readonly teller: Teller
  /** A number from 0 up to 1 for the pauses between attempts, so that payouts refused together do not come back together. */
  readonly chance: () => number
}

/** What Billing is made of. */
export interface BillingWorld {
  tables: Tables
  settings: BillingSettings
  tools: BillingTools
}

export const { service, door, subscription, job } = wordsOf<BillingWorld>()
export type Command<Input, Output> = KitCommand<BillingWorld, Input, Output>
export type Query<Input, Output> = KitQuery<BillingWorld, Input, Output>
export type Session = KitSession<BillingWorld>
export type Context = KitCommandContext<BillingWorld>
