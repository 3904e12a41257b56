import type { Period } from '@popug/contracts/analytics.ts'
import type { PageOf, PageRequest } from '@popug/service-kit'
import { periodRepository } from '../db/period-repository.ts'
import type { Range } from '../db/range.ts'
import type { PeriodRow } from '../db/tables.ts'
import type { Query } from '../world.ts'

/** Days, weeks or months that touch the range and in which anything happened, newest first. */
export const listPeriods: Query<{ period: Period; range: Range; page: PageRequest }, PageOf<PeriodRow>> = (
  ctx,
  { period, range, page },
) => periodRepository(ctx.db).list(period, range, page)
