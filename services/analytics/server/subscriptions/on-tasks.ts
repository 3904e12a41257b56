import { taskAssigned, taskClosed } from '@popug/contracts/events.ts'
import { addPeriodWork } from '../projections/period-work.ts'
import { subscription } from '../world.ts'

/** Tasks were assigned and closed: they are counted on their days, and the time that the closed ones took. */
export const onTasks = subscription('tasks', [taskAssigned, taskClosed], (ctx, events) =>
  addPeriodWork(
    ctx,
    events.map((event) => {
      const { taskId, userId } = event.data
      const { position } = event
      return event.type === taskAssigned.type
        ? { happened: 'assigned', taskId, userId, at: Date.parse(event.data.assignedAt), position }
        : { happened: 'closed', taskId, userId, at: Date.parse(event.data.closedAt), position }
    }),
  ),
)
