import { resetCheckpoints } from '@popug/service-kit'
import { dayRepository } from '../db/day-repository.ts'
import { performerRepository } from '../db/performer-repository.ts'
import { topTaskRepository } from '../db/top-task-repository.ts'
import type { Command } from '../world.ts'

/**
 * Drops all statistics and sets the subscriptions back to the beginning of what they hear, in one transaction: a batch that
 * is being applied meanwhile rolls back. Readers see the figures grow until the feeds are read again.
 */
export const rebuildStatistics: Command<void, { status: 'started' }> = async (ctx) => {
  await dayRepository(ctx.db).clear()
  await performerRepository(ctx.db).clear()
  await topTaskRepository(ctx.db).clear()
  await resetCheckpoints(ctx.db, ['tasks', 'ledger'], ctx.now)
  return { status: 'started' }
}
