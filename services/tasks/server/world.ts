import {
  type CommandContext,
  type Command as KitCommand,
  type Query as KitQuery,
  type Session as KitSession,
  wordsOf,
} from '@popug/service-kit'
import type { TasksSettings } from './config.ts'
import type { Tables } from './db/tables.ts'

/** What Tasks makes for itself at start. */
export interface TasksTools {
  /** A whole number from 0 to below `count`, each as likely as the others. */
  readonly draw: (count: number) => number
}

/** The world of Tasks: its tables, settings and tools. */
export interface TasksWorld {
  readonly tables: Tables
  readonly settings: TasksSettings
  readonly tools: TasksTools
}

export const { service, door, job } = wordsOf<TasksWorld>()

export type Command<Input, Output> = KitCommand<TasksWorld, Input, Output>
export type Query<Input, Output> = KitQuery<TasksWorld, Input, Output>
export type Context = CommandContext<TasksWorld>
export type Session = KitSession<TasksWorld>
