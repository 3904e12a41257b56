import {
  type CommandContext,
  type Command as KitCommand,
  type Query as KitQuery,
  type Session as KitSession,
  wordsOf,
} from '@popug/service-kit'
import type { PasswordHasher } from './clients/password-hasher.ts'
import type { SessionTokens } from './clients/session-tokens.ts'
import type { AuthSettings } from './config.ts'
import type { Tables } from './db/tables.ts'

export interface AuthWorld {
  readonly tables: Tables
  readonly settings: AuthSettings
  readonly tools: { readonly passwords: PasswordHasher; readonly tokens: SessionTokens }
}

/** The kit's words, bound to this service. */
export const { service, door, job } = wordsOf<AuthWorld>()
export type Command<Input, Output> = KitCommand<AuthWorld, Input, Output>
export type Query<Input, Output> = KitQuery<AuthWorld, Input, Output>
export type Context = CommandContext<AuthWorld>
export type Session = KitSession<AuthWorld>
