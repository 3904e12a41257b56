import { taskAssigned, taskClosed } from '@popug/contracts/events.ts'
import { gatherNotes } from '../commands/gather-notes.ts'
import { subscription } from '../world.ts'

/** Tasks were given to people and closed: those who want it get a note about what they were given. */
export const onTasks = subscription('tasks', [taskAssigned, taskClosed], (ctx, events) =>
  gatherNotes(
    ctx,
    events.map((event) => {
      const { taskId, userId } = event.data
      if (event.type === taskClosed.type) return { is: 'closed', taskId }
      const { key, title, assignedAt } = event.data
      return { is: 'given', taskId, userId, key, title, at: Date.parse(assignedAt) }
    }),
  ),
)
