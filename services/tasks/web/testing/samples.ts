import type { Reassignment, Task } from '@popug/contracts/tasks.ts'

export const someone = { id: '01890a5d-ac96-774b-bcce-b302099a8099', login: 'gosha', name: 'Gosha', role: 'performer' }

/** A task for tests; name what matters. */
export const task = (change: Partial<Task> = {}): Task => ({
  id: '01890a5d-ac96-774b-bcce-b302099a0001',
  key: 'POP-1',
  title: 'Feed the parrot',
  description: '',
  status: 'open',
  userId: '01890a5d-ac96-774b-bcce-b302099a8057',
  authorId: someone.id,
  createdAt: '2026-01-02T10:00:00.000Z',
  assignedAt: '2026-01-02T10:00:00.000Z',
  closedAt: null,
  ...change,
})

/** A reassignment of all for tests. */
export const run = (change: Partial<Reassignment> = {}): Reassignment => ({
  id: '01890a5d-ac96-774b-bcce-b302099a0009',
  status: 'running',
  total: 200,
  done: 50,
  actorId: someone.id,
  createdAt: '2026-01-02T10:00:00.000Z',
  finishedAt: null,
  ...change,
})

export const account = {
  userId: task().userId,
  balanceMinor: 0,
  currency: 'USD',
  today: { day: '2026-01-02', feesMinor: 0, rewardsMinor: 0, earnedMinor: 0 },
}
