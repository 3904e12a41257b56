import type { Period } from '@popug/contracts/analytics.ts'
import type { PageOf, PageRequest } from '@popug/service-kit'
import { type PerformerOrder, performerRepository } from '../db/performer-repository.ts'
import type { PerformerRow } from '../db/tables.ts'
import type { Query } from '../world.ts'

interface Asked {
  readonly period: Period
  /** The first day of the period. */
  readonly start: string
  readonly order: PerformerOrder
  readonly page: PageRequest
}

/** What performers did in one period. */
export const listPerformers: Query<Asked, PageOf<PerformerRow>> = (ctx, { order, page, ...period }) =>
  performerRepository(ctx.db).list(period, order, page)
