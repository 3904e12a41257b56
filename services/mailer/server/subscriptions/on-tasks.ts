import { taskAssigned, taskClosed } from '@popug/contracts/events.ts'
import { gatherNotes } from '../commands/gather-notes.ts'
import { queueDeliveries } from '../commands/queue-deliveries.ts'
import { closedOutside } from '../domain/webhook-body.ts'
import { subscription } from '../world.ts'

/**
 * Tasks were given to people and closed: those who want it get a note about what they were given, and other programs are
 * told of what was closed.
 */
export const onTasks = subscription('tasks', [taskAssigned, taskClosed], async (ctx, events) => {
  await gatherNotes(
    ctx,
    events.map((event) => {
      const { taskId, userId } = event.data
      if (event.type === taskClosed.type) return { is: 'closed', taskId }
      const { key, title, assignedAt } = event.data
      return { is: 'given', taskId, userId, key, title, at: Date.parse(assignedAt) }
    }),
  )
  const closed = events.filter((event) => event.type === taskClosed.type)
  await queueDeliveries(
    ctx,
    closed.map(({ id, type, at, data }) => ({ id, type, at, source: '/tasks', data: closedOutside(data) })),
  )
})
