import type { PageOf, PageRequest } from '@popug/service-kit'
import { type SuppressionRow, suppressionRepository } from '../db/suppression-repository.ts'
import type { Query } from '../world.ts'

/** The addresses that no letter goes to because letters bounced, the latest bounce first. */
export const listSuppressions: Query<PageRequest, PageOf<SuppressionRow>> = (ctx, page) =>
  suppressionRepository(ctx.db).listActive(page)
