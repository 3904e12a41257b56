import { moment, momentOrNull } from '@popug/contracts/days.ts'
import { splitIds } from '@popug/contracts/ids.ts'
import { type Task as TaskView, taskRoutes } from '@popug/contracts/tasks.ts'
import { mapPage } from '@popug/service-kit'
import { closeTask } from '../commands/close-task.ts'
import { createTask } from '../commands/create-tasks.ts'
import { reassignTask } from '../commands/reassign-task.ts'
import type { Task } from '../domain/task.ts'
import { getTask } from '../queries/get-task.ts'
import { getTaskHistory } from '../queries/get-task-history.ts'
import { listTasks } from '../queries/list-tasks.ts'
import { door } from '../world.ts'

const taskView = ({ id, key, title, description, status, userId, authorId, ...task }: Task): TaskView => ({
  id,
  key,
  title,
  description,
  status,
  userId,
  authorId,
  createdAt: moment(task.createdAt),
  assignedAt: moment(task.assignedAt),
  closedAt: momentOrNull(task.closedAt),
})

/** The doors of tasks. */
export const taskDoors = [
  door(taskRoutes.listTasks, async (call) => {
    const { ids, ...query } = call.query
    return mapPage(await listTasks(call, { ...query, ids: ids === undefined ? undefined : splitIds(ids) }), taskView)
  }),
  door(taskRoutes.createTask, async ({ transaction, body }) =>
    taskView(await transaction((ctx) => createTask(ctx, body))),
  ),
  door(taskRoutes.getTask, async (call) => taskView(await getTask(call, call.params))),
  door(taskRoutes.getTaskHistory, async (call) => ({ items: await getTaskHistory(call, call.params) })),
  door(taskRoutes.closeTask, async ({ transaction, params }) =>
    taskView(await transaction((ctx) => closeTask(ctx, params))),
  ),
  door(taskRoutes.reassignTask, async ({ transaction, params, body }) =>
    taskView(await transaction((ctx) => reassignTask(ctx, { ...params, ...body }))),
  ),
]
