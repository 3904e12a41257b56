import { dayOf } from '@popug/contracts/days.ts'

/** What happened to a task, and when, epoch milliseconds. */
export interface TaskMoment {
  readonly happened: 'assigned' | 'closed'
  readonly at: number
}

/** Time zones differ from UTC by whole quarters of an hour, so a quarter lies on one day. */
const quarter = 15 * 60_000

/** Counts tasks assigned and closed by business day. */
export const countTasks = (
  moments: readonly TaskMoment[],
  timeZone: string,
): ReadonlyMap<string, { readonly assigned: number; readonly closed: number }> => {
  const dayOfQuarter = new Map<number, string>()
  const counts = new Map<string, { assigned: number; closed: number }>()
  for (const { happened, at } of moments) {
    const index = Math.floor(at / quarter)
    const day = dayOfQuarter.get(index) ?? dayOf(at, timeZone)
    dayOfQuarter.set(index, day)
    const count = counts.get(day) ?? { assigned: 0, closed: 0 }
    count[happened] += 1
    counts.set(day, count)
  }
  return counts
}
