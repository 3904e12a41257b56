import type { Id } from './ids.ts'
import type { Role } from './roles.ts'
import type { ServiceName } from './topology.ts'

/**
 * The places on pages that other services may fill, and what each is told. A name ends in its version; within a version a
 * context gains fields and loses none.
 */
export interface SlotContexts {
  /** Beside a payout that a closing issued: what became of it. */
  readonly 'accounts/payout/v1': { readonly payoutId: Id; readonly userId: Id }
  /** Where a row of the ledger was for a task: which one. */
  readonly 'accounts/task/v1': { readonly taskId: Id }
  /** Where the statistics name a task. */
  readonly 'analytics/task/v1': { readonly taskId: Id }
  /** Where the audit names a task. */
  readonly 'auth/task/v1': { readonly taskId: Id }
  /** On a task's page, below what Tasks itself knows of it. */
  readonly 'tasks/task/v1': { readonly taskId: Id }
}
export type SlotName = keyof SlotContexts

/** The version of what pages and widgets expect of each other; a widget of another one is not shown. */
export const widgetApiVersion = 1

/** One answer of a service to one slot, as its `widgets.json` names it. */
export interface WidgetEntry {
  readonly slot: string
  /** The address of its module, below the service's own prefix. */
  readonly module: string
  /** Lower comes first. */
  readonly order: number
  /** Who is shown it. */
  readonly roles: readonly Role[]
}

/** `/<service>/widgets.json`: what a service has to show on the pages of others. */
export interface WidgetManifest {
  readonly service: string
  readonly apiVersion: number
  readonly widgets: readonly WidgetEntry[]
}

/** `/registry.json`: the services that are installed. */
export interface Registry {
  readonly services: readonly string[]
}

/** The registry of these services. */
export const registryOf = (services: readonly ServiceName[]): Registry => ({ services })
