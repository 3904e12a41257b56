import { taskRoutes } from '@popug/contracts/tasks.ts'
import { listPerformers } from '../queries/list-performers.ts'
import { door } from '../world.ts'

/** The door of the performers' copy. */
export const performerDoors = [door(taskRoutes.listPerformers, (call) => listPerformers(call, call.query))]
