import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { Database, Db } from '../db/database.ts'
import type { Actor } from '../http/session.ts'
import type { Emit } from '../log/outbox.ts'
import type { Neighbours } from '../neighbours.ts'
import type { InstallationSettings } from '../settings/installation.ts'

/** What one service is made of: its tables, its settings, and the tools it makes for itself at start. */
export interface World {
  readonly tables: object
  readonly settings: object
  readonly tools: object
}

/** What stands at hand everywhere in a running service. */
export interface Setting<W extends World> {
  readonly settings: W['settings'] & InstallationSettings
  readonly tools: W['tools']
  readonly log: Logger
}

/** What a query reads with. */
export interface QueryContext<W extends World> extends Setting<W> {
  readonly db: Db<W['tables']>
  /** Epoch milliseconds, the same during one request. */
  readonly now: number
}

/** What a command changes with: one transaction, one moment, one actor. */
export interface CommandContext<W extends World> extends QueryContext<W> {
  readonly actor: Actor
  readonly correlationId: string
  readonly emit: Emit
  /** Runs a job of this service at once after the commit. */
  readonly wake: (job: string) => void
}

/** Changes something and may say so; runs inside one transaction. */
export type Command<W extends World, Input, Output> = (ctx: CommandContext<W>, input: Input) => Promise<Output>

/** Reads something. */
export type Query<W extends World, Input, Output> = (ctx: QueryContext<W>, input: Input) => Promise<Output>

/** What a door, a job or a schedule works with outside of transactions. */
export interface Session<W extends World> extends QueryContext<W> {
  readonly neighbours: Neighbours
  readonly clock: Clock
  readonly actor: Actor
  readonly correlationId: string
  /** Runs a command, or a few, in one transaction. Whatever they emit commits with them. */
  transaction<T>(work: (ctx: CommandContext<W>) => Promise<T>): Promise<T>
  /** Runs a job of this service at once. */
  wake(job: string): void
}

/** What a service's tools are made from, before it runs. */
export interface ToolParts<W extends World> {
  readonly settings: W['settings'] & InstallationSettings
  readonly database: Database<W['tables']>
  readonly neighbours: Neighbours
  readonly clock: Clock
  readonly log: Logger
  /** Called when the service stops, last made first. */
  onStop(stop: () => Promise<void> | void): void
}
