import { advanceClosing } from '../commands/advance-closing.ts'
import { findDueDay } from '../queries/find-due-day.ts'
import { job } from '../world.ts'

/** Steps of one run: the lease is renewed between runs. */
const stepsAtOnce = 20

/** Finishes closings that were begun, and closes days by the schedule. */
export const closeDays = job({
  name: 'close-days',
  every: 30_000,
  run: async (session, signal) => {
    const day = await findDueDay(session)
    if (day === null) return undefined
    for (let step = 0; step < stepsAtOnce && !signal.aborted; step++) {
      if ((await session.transaction((ctx) => advanceClosing(ctx, { day }))) === 'closed') break
    }
    return 'more'
  },
})
