/** Something that happened to a task: who, when (epoch milliseconds), and its place in the log. */
export interface TaskMoment {
  readonly happened: 'assigned' | 'closed'
  readonly taskId: string
  readonly userId: string
  readonly at: number
  readonly position: number
}

/** What is known of a task's last assignment and its closing; null and 0 where nothing was heard of it. */
export interface TaskTimes {
  readonly taskId: string
  readonly performerId: string | null
  readonly assignedAt: number | null
  readonly assignedPosition: number
  readonly closerId: string | null
  readonly closedAt: number | null
  readonly closedPosition: number
}

/** A task of which nothing has been heard. */
export const unknownTask = (taskId: string): TaskTimes => ({
  taskId,
  performerId: null,
  assignedAt: null,
  assignedPosition: 0,
  closerId: null,
  closedAt: null,
  closedPosition: 0,
})

/**
 * A task after something happened to it: the last assignment and the first closing of the log count, in whatever order they are
 * heard, for a parked event may come long after those behind it.
 */
export const afterMoment = (task: TaskTimes, { happened, userId, at, position }: TaskMoment): TaskTimes => {
  if (happened === 'assigned')
    return position > task.assignedPosition
      ? { ...task, performerId: userId, assignedAt: at, assignedPosition: position }
      : task
  return task.closedPosition === 0 || position < task.closedPosition
    ? { ...task, closerId: userId, closedAt: at, closedPosition: position }
    : task
}

/** The time that a task took, if both ends are known and are of one performer; a clock that was set back makes it zero. */
export const timeOf = ({ performerId, assignedAt, closerId, closedAt }: TaskTimes) =>
  assignedAt === null || closedAt === null || closerId === null || performerId !== closerId
    ? null
    : { closedAt, userId: closerId, ms: Math.max(0, closedAt - assignedAt) }
