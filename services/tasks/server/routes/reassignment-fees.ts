import { accountRoutes, mostSummed } from '@popug/contracts/accounts.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { tailBelow } from '../domain/id-sample.ts'
import { countReassignable, listOpenTaskIds } from '../queries/reassignments.ts'
import { door, type Session } from '../world.ts'

/** Milliseconds that a person waits for the sum, whatever the number of tasks. */
const patience = 4_000
/** The fees of so many tasks are summed one by one; of more, those of about so many, and scaled. */
const mostTasks = 40_000
/** One more than they need: the size of a sample is left to chance, and a part that is not full tells the end. */
const mostQuestions = mostTasks / mostSummed + 1

const unknown = { openTasks: 0, feesMinor: null, estimatedFrom: null }

/** The fees of all open tasks, asked of Accounts a part at a time; rejects where it does not answer until then. */
const feesOf = async (session: Session, until: number) => {
  const { openTasks } = await countReassignable(session)
  // By the random ends of ids rather than the oldest: prices change with the rules of the day a task was created.
  const below = tailBelow(openTasks, mostTasks)
  let after: string | null = null
  let summed = 0
  let feesMinor = 0
  for (let question = 0; question < mostQuestions; question++) {
    const ids: string[] = await listOpenTaskIds(session, { after, limit: mostSummed, below })
    if (ids.length > 0) {
      const timeout = Math.max(1, until - Date.now())
      feesMinor += (await session.neighbours.call(accountRoutes.sumTaskFees, { body: { ids }, timeout })).feesMinor
    }
    summed += ids.length
    after = ids.at(-1) ?? null
    if (ids.length === mostSummed) continue
    if (below === null) return { openTasks: summed, feesMinor, estimatedFrom: null }
    // All of a sample closed meanwhile tells nothing of the others.
    if (summed === 0) return unknown
    return { openTasks, feesMinor: Math.round(feesMinor * (openTasks / summed)), estimatedFrom: summed }
  }
  return unknown
}

/** The door to what a reassignment of all would cost. */
export const reassignmentFeeDoors = [
  door(taskRoutes.getReassignmentFees, async (call) => {
    try {
      return await feesOf(call, Date.now() + patience)
    } catch (error) {
      // Accounts is away, or slower than anybody would wait.
      if (!(error instanceof Refusal)) throw error
      return unknown
    }
  }),
]
