import type { Finding } from '@popug/contracts/operations.ts'
import { taskChecks } from '../db/task-checks.ts'
import type { Query } from '../world.ts'

/** Checks what Tasks can see by itself of its tasks; whole and right where no item has an offender. */
export const verifyTasks: Query<void, Finding[]> = async ({ db }) => {
  const checks = taskChecks(db)
  const finding = { invariant: 'I9', checked: await checks.count() }
  return [
    {
      ...finding,
      says: 'a task is closed or open, and says when it was closed',
      offenders: await checks.wronglyClosed(),
    },
    { ...finding, says: 'a task is with whom its history says', offenders: await checks.unlikeTheirHistory() },
  ]
}
