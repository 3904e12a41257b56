import { taskAssigned, taskClosed } from '@popug/contracts/events.ts'
import { addTaskCounts } from '../projections/day-statistics.ts'
import { subscription } from '../world.ts'

/** Tasks were assigned and closed: they are counted on their days. */
export const onTasks = subscription('tasks', [taskAssigned, taskClosed], (ctx, events) =>
  addTaskCounts(
    ctx,
    events.map((event) =>
      event.type === taskAssigned.type
        ? { happened: 'assigned', at: Date.parse(event.data.assignedAt) }
        : { happened: 'closed', at: Date.parse(event.data.closedAt) },
    ),
  ),
)
