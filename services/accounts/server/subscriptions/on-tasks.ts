import { taskAssigned, taskClosed } from '@popug/contracts/events.ts'
import { chargeAndCredit } from '../commands/charge-and-credit.ts'
import { subscription } from '../world.ts'

/** An assignment is charged, a closing is credited; up to a thousand of them in one transaction. */
export const onTasks = subscription('tasks', [taskAssigned, taskClosed], (ctx, events) =>
  chargeAndCredit(
    ctx,
    events.map(({ type, data: { taskId, userId } }) => ({
      kind: type === taskAssigned.type ? 'assigned' : 'closed',
      taskId,
      userId,
    })),
  ),
)
