import { taskRoutes } from '@popug/contracts/tasks.ts'
import { listBoard } from '../queries/list-board.ts'
import { door } from '../world.ts'

/** The door of the board. */
export const boardDoors = [door(taskRoutes.listBoard, (call) => listBoard(call, call.query))]
