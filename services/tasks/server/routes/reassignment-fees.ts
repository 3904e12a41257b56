import { accountRoutes, mostSummed } from '@popug/contracts/accounts.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { listOpenTaskIds } from '../queries/reassignments.ts'
import { door, type Session } from '../world.ts'

/** Milliseconds that a person waits for the sum, whatever the number of tasks. */
const patience = 4_000
/** Beyond so many tasks the sum is not asked for. */
const mostTasks = 250_000

/** The fees of all open tasks, asked of Accounts a part at a time; rejects where it does not answer until then. */
const feesOf = async (session: Session, until: number) => {
  let after: string | null = null
  let openTasks = 0
  let feesMinor = 0
  while (openTasks < mostTasks) {
    const ids: string[] = await listOpenTaskIds(session, { after, limit: mostSummed })
    if (ids.length > 0) {
      const timeout = Math.max(1, until - Date.now())
      feesMinor += (await session.neighbours.call(accountRoutes.sumTaskFees, { body: { ids }, timeout })).feesMinor
    }
    openTasks += ids.length
    after = ids.at(-1) ?? null
    if (ids.length < mostSummed) return { openTasks, feesMinor }
  }
  return { openTasks, feesMinor: null }
}

/** The door to what a reassignment of all would cost. */
export const reassignmentFeeDoors = [
  door(taskRoutes.getReassignmentFees, async (call) => {
    try {
      return await feesOf(call, Date.now() + patience)
    } catch (error) {
      // Accounts is away, or slower than anybody would wait.
      if (!(error instanceof Refusal)) throw error
      return { openTasks: 0, feesMinor: null }
    }
  }),
]
