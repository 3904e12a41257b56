import { Refusal } from '@popug/contracts/refusals.ts'
import type { TaskStatus } from '@popug/contracts/tasks.ts'

/** A task as Tasks knows it; times in epoch milliseconds. */
export interface Task {
  readonly id: string
  readonly key: string
  readonly title: string
  readonly description: string
  readonly status: TaskStatus
  /** Its performer of this moment; of a closed task the one who closed it. */
  readonly userId: string
  readonly authorId: string
  readonly createdAt: number
  readonly assignedAt: number
  readonly closedAt: number | null
  /** How many times it was assigned so far. */
  readonly assignments: number
}

/** The task closed by a person: its performer of this moment and nobody else, once. */
export const close = (task: Task, actorId: string, now: number): Task => {
  if (task.userId !== actorId) throw new Refusal('not_your_task')
  if (task.status === 'closed') throw new Refusal('task_already_closed')
  return { ...task, status: 'closed', closedAt: now }
}

/** What giving a task to somebody looks at, changes and tells. */
export type Assigned = Pick<Task, 'id' | 'key' | 'title' | 'status' | 'userId' | 'assignedAt' | 'assignments'>

/** The task given to a performer; a closed one is never given again. */
export const reassign = <T extends Assigned>(task: T, userId: string, now: number): T => {
  if (task.status === 'closed') throw new Refusal('task_already_closed')
  return { ...task, userId, assignedAt: now, assignments: task.assignments + 1 }
}
