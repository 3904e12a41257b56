import type { EventKind, HeardDataOf } from '@popug/contracts/events.ts'
import type { Fact, Finding } from '@popug/contracts/operations.ts'
import type { Route } from '@popug/contracts/route.ts'
import type { ServiceName, TopicName } from '@popug/contracts/topology.ts'
import type { TObject } from 'typebox'
import type { Db } from '../db/database.ts'
import type { Migrations } from '../db/migrate.ts'
import type { PageOf } from '../db/page.ts'
import type { Door } from '../http/door.ts'
import type { InstallationSettings } from '../settings/installation.ts'
import type { SettingError } from '../settings/settings.ts'
import type { CommandContext, QueryContext, Session, ToolParts, World } from './world.ts'

/** An event as a handler sees it. */
export interface Heard<Type extends string, Data> {
  readonly id: string
  readonly type: Type
  readonly position: number
  /** When the speaker said it, epoch milliseconds. */
  readonly at: number
  readonly data: Data
}
export type HeardOf<K extends EventKind> = K extends EventKind ? Heard<K['type'], HeardDataOf<K>> : never

/** What a service does with the events of one topic. */
export interface SubscriptionDefinition<W extends World> {
  readonly topic: TopicName
  /** The kinds it understands, each with its earlier versions; others are passed over. */
  readonly kinds: readonly EventKind[]
  /** Applies events in order, in one transaction; together or one by one, with the same result. */
  readonly apply: (ctx: CommandContext<W>, events: readonly Heard<string, unknown>[]) => Promise<void>
  /** Hearing an event again changes nothing more, so the checkpoint may be set back. */
  readonly repeatable?: boolean
}

/** What a service knows of one kind, ordered by id. */
export type FactList<W extends World> = (
  ctx: QueryContext<W>,
  asked: { readonly after?: string | undefined; readonly limit?: number | undefined },
) => Promise<PageOf<Fact>>

/** Work by time. */
export interface JobDefinition<W extends World> {
  readonly name: string
  /** Milliseconds between the end of a run and the next. */
  readonly every: number
  /** Runs on every instance of the service; otherwise on one at a time, under a lease. */
  readonly everywhere?: boolean
  /** Answers `more` to be run again at once; stops early when the signal aborts. */
  readonly run: (session: Session<W>, signal: AbortSignal) => Promise<'more' | undefined>
}

/** A service as a value: what a program is a list of. */
export interface ServiceDefinition<W extends World = World> {
  readonly name: ServiceName
  /** Its own settings, by environment variable. */
  readonly settings: TObject
  /** What its settings lack although each by itself is right: one may ask for another. */
  readonly checkSettings?: (settings: W['settings'] & InstallationSettings) => readonly SettingError[]
  readonly migrations: Migrations
  /**
   * Frees what an instance that died had in hand. Called before anything else works, and only where no other instance can be
   * alive; elsewhere what the dead one claimed is free when its time is over.
   */
  readonly endClaims?: (db: Db<W['tables']>) => Promise<void>
  /** Makes what the service needs besides its database; runs after the migrations. */
  readonly tools: (parts: ToolParts<W>) => Promise<W['tools']>
  /** What must be there before the doors open; several instances may do it at once. */
  readonly prepare?: (session: Session<W>) => Promise<void>
  readonly doors: readonly Door<W>[]
  readonly subscriptions: readonly SubscriptionDefinition<W>[]
  readonly jobs: readonly JobDefinition<W>[]
  /** Checks what must hold within its own rows. */
  readonly verify?: (ctx: QueryContext<W>) => Promise<readonly Finding[]>
  /** What its neighbours know too, by kind. */
  readonly facts?: Readonly<Record<string, FactList<W>>>
}

/** Any service; what a program holds. */
// biome-ignore lint/suspicious/noExplicitAny: each service closes over a world of its own, which a list of them cannot name
export type AnyService = ServiceDefinition<any>

/** The words a service is written in, bound to its world: `const { door, subscription, job } = wordsOf<TasksWorld>()`. */
export const wordsOf = <W extends World>() => ({
  service: (definition: ServiceDefinition<W>): ServiceDefinition<W> => definition,
  door: <R extends Route>(route: R, handle: Door<W, R>['handle']): Door<W> => ({ route, handle }) as unknown as Door<W>,
  job: (definition: JobDefinition<W>): JobDefinition<W> => definition,
  subscription: <const K extends readonly EventKind[]>(
    topic: TopicName,
    kinds: K,
    apply: (ctx: CommandContext<W>, events: readonly HeardOf<K[number]>[]) => Promise<void>,
    { repeatable = false }: { readonly repeatable?: boolean } = {},
  ): SubscriptionDefinition<W> => ({ topic, kinds, apply: apply as SubscriptionDefinition<W>['apply'], repeatable }),
})
