import { type DataOf, taskAssigned, taskClosed, transactionPosted } from '@popug/contracts/events.ts'
import { newId } from '@popug/service-kit'
import { startTestProgram, type TestProgram } from '@popug/service-kit/testing'
import { analyticsService } from '../service.ts'
import type { AnalyticsWorld } from '../world.ts'

export type AnalyticsProgram = TestProgram<AnalyticsWorld>
export type Posted = DataOf<typeof transactionPosted>
type Options = NonNullable<Parameters<typeof startTestProgram>[1]>

export const startAnalytics = (options: Options = {}): Promise<AnalyticsProgram> =>
  startTestProgram(analyticsService, options)

/** A row of the ledger; name what matters. */
export const posted = (change: Partial<Posted> = {}): Posted => ({
  transactionId: newId(),
  userId: newId(),
  taskId: newId(),
  payoutId: null,
  kind: 'fee',
  amountMinor: -1_500,
  balanceMinor: 0,
  day: '2026-03-02',
  postedAt: '2026-03-02T12:00:00.000Z',
  ...change,
})

export const reward = (day: string, amountMinor: number, change: Partial<Posted> = {}): Posted =>
  posted({ kind: 'reward', day, amountMinor, ...change })

/** Everything that statistics consist of, in a fixed order. */
export const dump = async ({ database: { query } }: AnalyticsProgram) => ({
  periods: await query.selectFrom('periodStatistics').selectAll().orderBy('period').orderBy('start').execute(),
  performers: await query
    .selectFrom('periodPerformers')
    .selectAll()
    .orderBy('period')
    .orderBy('start')
    .orderBy('userId')
    .execute(),
  topTasks: await query.selectFrom('topTasks').selectAll().orderBy('period').orderBy('start').execute(),
  rankedTasks: await query.selectFrom('rankedTasks').selectAll().orderBy('day').orderBy('taskId').execute(),
  taskTimes: await query.selectFrom('taskTimes').selectAll().orderBy('taskId').execute(),
})

/** What a day came to, in five figures. */
export const daysOf = ({ periods }: Awaited<ReturnType<typeof dump>>) =>
  periods
    .filter(({ period }) => period === 'day')
    .map(({ start, feesMinor, rewardsMinor, losers, tasksAssigned, tasksClosed }) => ({
      day: start,
      profitMinor: feesMinor - rewardsMinor,
      losers,
      tasksAssigned,
      tasksClosed,
    }))

/** A source of chance that repeats itself for a seed, between 0 and 1. */
const seeded = (seed: number) => {
  let state = seed
  return (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const kinds = ['fee', 'fee', 'fee', 'reward', 'reward', 'payout', 'payout_return', 'correction'] as const
const days = [
  '2024-02-28',
  '2024-02-29',
  '2024-03-01',
  '2025-12-29',
  '2025-12-31',
  '2026-01-01',
  '2026-01-04',
  '2026-01-05',
]

/** A ledger of so many rows: few people, few days, few amounts, so that everything meets everything. */
export const someLedger = (count: number, seed: number): Posted[] => {
  const chance = seeded(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(chance() * from.length)]!
  const people = Array.from({ length: 7 }, () => newId())
  return Array.from({ length: count }, () => {
    const kind = pick(kinds)
    const amount = 1_000 + Math.floor(chance() * 4) * 500
    const ofTask = kind === 'fee' || kind === 'reward'
    return posted({
      kind,
      userId: pick(people),
      day: pick(days),
      taskId: ofTask ? newId() : null,
      payoutId: ofTask ? null : newId(),
      amountMinor: kind === 'fee' || kind === 'payout' ? -amount : amount,
    })
  })
}

/**
 * Tasks assigned once or several times to few people at random moments of two years. A half is closed by who had it last, some of
 * them at a moment before, as clocks that are set back tell it.
 */
export const someTasks = (count: number, seed: number) => {
  const chance = seeded(seed)
  const people = Array.from({ length: 5 }, () => newId())
  const at = () => Date.UTC(2024, 0, 1) + Math.floor(chance() * 730 * 86_400_000)
  const named = { key: 'POP-1', title: 'A task' }
  const assigned = Array.from({ length: count }, (): DataOf<typeof taskAssigned> => {
    const userId = people[Math.floor(chance() * people.length)]!
    return { assignmentId: newId(), taskId: newId(), userId, assignedAt: new Date(at()).toISOString(), ...named }
  })
  const again = assigned
    .filter(() => chance() < 0.3)
    .map(({ taskId, assignedAt }, index) => ({
      assignmentId: newId(),
      taskId,
      userId: people[index % people.length]!,
      assignedAt: new Date(Date.parse(assignedAt) + Math.floor(chance() * 86_400_000)).toISOString(),
      ...named,
    }))
  const all = [...assigned, ...again]
  const closed = assigned
    .filter(() => chance() < 0.5)
    .map(({ taskId }): DataOf<typeof taskClosed> => {
      const last = all.findLast((one) => one.taskId === taskId)!
      // From seconds to months: every slot of the histogram gets its part.
      const ms = chance() < 0.05 ? -1_000 : Math.floor(1_000 * 10 ** (chance() * 7))
      return { taskId, userId: last.userId, closedAt: new Date(Date.parse(last.assignedAt) + ms).toISOString() }
    })
  return { assigned: all, closed }
}

/** Says a whole history: tasks and ledger, in pieces of many sizes. */
export const sayAll = async (
  program: AnalyticsProgram,
  ledger: readonly Posted[],
  tasks: ReturnType<typeof someTasks>,
  piece: number,
) => {
  for (let from = 0; from < ledger.length; from += piece) {
    await program.say(transactionPosted, ...ledger.slice(from, from + piece))
    await program.say(taskAssigned, ...tasks.assigned.slice(from, from + piece))
    await program.say(taskClosed, ...tasks.closed.slice(from, from + piece))
  }
  await program.settled()
}
