import { recordAudit, resetCheckpoints } from '@popug/service-kit'
import { performerRepository } from '../db/performer-repository.ts'
import { periodRepository } from '../db/period-repository.ts'
import { rankedTaskRepository } from '../db/ranked-task-repository.ts'
import { taskTimesRepository } from '../db/task-times-repository.ts'
import { topTaskRepository } from '../db/top-task-repository.ts'
import type { Command } from '../world.ts'

/**
 * Drops all statistics and sets the subscriptions back to the beginning of what they hear, in one transaction: a batch that
 * is being applied meanwhile rolls back. Readers see the figures grow until the feeds are read again.
 */
export const rebuildStatistics: Command<void, { status: 'started' }> = async (ctx) => {
  // First of all, and so with their locks: a batch that commits later finds its checkpoint moved. Were they reset last, one
  // that committed in between would leave rows behind that nobody cleared and that come again.
  await resetCheckpoints(ctx.db, ['tasks', 'ledger'], ctx.now)
  const tables = [periodRepository, performerRepository, topTaskRepository, rankedTaskRepository, taskTimesRepository]
  for (const repository of tables) await repository(ctx.db).clear()
  await recordAudit(ctx.db, { at: ctx.now, actorId: ctx.actor.id, action: 'statistics.rebuilt', subject: '' })
  return { status: 'started' }
}
