import { accountRoutes } from '@popug/contracts/accounts.ts'
import type { Day } from '@popug/contracts/days.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import type { Cast } from './cast.ts'
import { demoExtras, demoTasks } from './tasks.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Which open tasks are closed in a day: of each performer's own, all but every third, so that some wait and some are never begun. */
const isLeftOpen = (index: number): boolean => index % 3 === 2

const createTasks = async (cast: Cast, titles: readonly string[], from: number, step: number): Promise<void> => {
  for (const [index, title] of titles.entries()) {
    cast.at(from + index * step)
    await cast.the('manager').call(taskRoutes.createTask, { body: { title, description: describe(title) } })
  }
}

/** In Markdown, as people write it who have a list in mind. */
const describe = (title: string): string => `**${title}.** Ask Max Plume if anything is unclear.

- [ ] look what there is
- [ ] do it
- [ ] say what came of it
`

const closeTasks = async (cast: Cast, from: number, step: number): Promise<void> => {
  let moment = from
  let index = 0
  for (const performer of cast.performers) {
    const open = await performer.all(taskRoutes.listTasks, {
      query: { status: 'open', userId: performer.me.id, sort: 'createdAt' },
    })
    for (const { id } of open) {
      moment += step
      if (isLeftOpen(index++)) continue
      cast.at(moment)
      await performer.call(taskRoutes.closeTask, { params: { id } })
    }
  }
}

/** One more task for everyone whose list is empty; where chance gave it to another, the manager puts that right. */
const giveEveryoneWork = async (cast: Cast): Promise<void> => {
  const manager = cast.the('manager')
  for (const [index, performer] of cast.performers.entries()) {
    const userId = performer.me.id
    const { items } = await performer.call(taskRoutes.listTasks, { query: { status: 'open', userId, limit: 1 } })
    const title = demoExtras[index]
    if (items.length > 0 || title === undefined) continue
    cast.at(cast.now() + 1_000)
    const task = await manager.call(taskRoutes.createTask, { body: { title, description: describe(title) } })
    if (task.userId === userId) continue
    await manager.call(taskRoutes.reassignTask, { params: { id: task.id }, body: { userId } })
  }
}

const reassignAll = async (cast: Cast): Promise<void> => {
  const manager = cast.the('manager')
  const { id } = await manager.call(taskRoutes.createReassignment)
  await cast.until(
    'the reassignment is done',
    async () => (await manager.call(taskRoutes.getReassignment, { params: { id } })).status === 'done',
  )
}

const closeDay = async (cast: Cast, at: number, businessDay: Day): Promise<void> => {
  await cast.settle()
  cast.at(at)
  await cast.the('accountant').call(accountRoutes.closeDay, { params: { day: businessDay } })
  await cast.settle()
}

const correct = async (cast: Cast): Promise<void> => {
  const [first] = cast.performers
  if (!first) return
  const body = { userId: first.me.id, amountMinor: 500, reason: 'Bonus for the tidiest desk' }
  await cast.the('accountant').call(accountRoutes.createCorrection, { body })
}

/** The same time of day, so many days before `now`; so the demo fits any time zone. */
const daysBefore = (now: number, days: number): number => now - days * day

/** Lives through six finished days and the one that is running now. */
export const liveThrough = async (cast: Cast, now: number, progress: (text: string) => void): Promise<void> => {
  const [today = [], ...past] = [...demoTasks].reverse()
  for (const [index, titles] of past.reverse().entries()) {
    const evening = daysBefore(now, past.length - index)
    progress(`living through day ${index + 1} of ${past.length}`)
    await createTasks(cast, titles, evening - 4 * minute, 10_000)
    await cast.settle()
    if (index % 3 !== 1) await reassignAll(cast)
    await cast.settle()
    await closeTasks(cast, evening - 3 * minute, 2_000)
    if (index === 4) await correct(cast)
    // The business time zone is the accountant's matter: the day to close is the one that the ledger stands in.
    const {
      today: { day: businessDay },
    } = await cast.the('accountant').call(accountRoutes.getMyAccount)
    await closeDay(cast, evening, businessDay)
  }
  progress('and through this morning')
  await liveToday(cast, today, now)
}

/** Lives through a morning: its tasks are created, most are closed, and nobody is left without work. */
const liveToday = async (cast: Cast, titles: readonly string[], now: number): Promise<void> => {
  await createTasks(cast, titles, now - 2 * minute, 5_000)
  await cast.settle()
  await closeTasks(cast, now - minute, 1_000)
  await giveEveryoneWork(cast)
  cast.at(null)
  await cast.settle()
}

/** Lives through this morning alone. */
export const liveThroughMorning = (cast: Cast): Promise<void> => liveToday(cast, demoTasks.at(-1) ?? [], cast.now())
