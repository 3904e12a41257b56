import type { PageOf, PageRequest } from '@popug/service-kit'
import { type DayWithTopTask, dayRepository, type Range } from '../db/day-repository.ts'
import type { Query } from '../world.ts'

/** Days on which anything happened, newest first. */
export const listDays: Query<{ range: Range; page: PageRequest }, PageOf<DayWithTopTask>> = (ctx, { range, page }) =>
  dayRepository(ctx.db).list(range, page)
