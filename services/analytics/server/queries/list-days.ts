import type { PageOf, PageRequest } from '@popug/service-kit'
import { type DayWithTopTask, periodRepository } from '../db/period-repository.ts'
import type { Range } from '../db/range.ts'
import type { Query } from '../world.ts'

/** Days on which anything happened, newest first. */
export const listDays: Query<{ range: Range; page: PageRequest }, PageOf<DayWithTopTask>> = (ctx, { range, page }) =>
  periodRepository(ctx.db).listDays(range, page)
