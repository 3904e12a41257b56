import { type Command as KitCommand, type Session as KitSession, type QueryContext, wordsOf } from '@popug/service-kit'
import type { AccountsSettings } from './config.ts'
import type { Tables } from './db/tables.ts'
import type { Digest } from './domain/pricing.ts'

/** What this service is made of. */
export interface AccountsWorld {
  tables: Tables
  settings: AccountsSettings
  tools: { digest: Digest }
}

export const { service, door, subscription, job } = wordsOf<AccountsWorld>()

export type Command<I, O> = KitCommand<AccountsWorld, I, O>
export type Context = QueryContext<AccountsWorld>
export type Session = KitSession<AccountsWorld>
