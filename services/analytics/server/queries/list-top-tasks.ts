import type { Period } from '@popug/contracts/analytics.ts'
import type { PageOf, PageRequest } from '@popug/service-kit'
import type { Range } from '../db/range.ts'
import type { TopTaskRow } from '../db/tables.ts'
import { topTaskRepository } from '../db/top-task-repository.ts'
import type { Query } from '../world.ts'

/** The top task of each period that touches the range and in which one was closed, newest first. */
export const listTopTasks: Query<{ period: Period; range: Range; page: PageRequest }, PageOf<TopTaskRow>> = (
  ctx,
  { period, range, page },
) => topTaskRepository(ctx.db).list(period, range, page)
