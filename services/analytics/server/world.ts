import { type Command as KitCommand, type Query as KitQuery, wordsOf } from '@popug/service-kit'
import type { AnalyticsSettings } from './config.ts'
import type { Tables } from './db/tables.ts'

/** What analytics is made of. */
export interface AnalyticsWorld {
  tables: Tables
  settings: AnalyticsSettings
  tools: object
}

export const { service, door, subscription } = wordsOf<AnalyticsWorld>()
export type Command<Input, Output> = KitCommand<AnalyticsWorld, Input, Output>
export type Query<Input, Output> = KitQuery<AnalyticsWorld, Input, Output>
