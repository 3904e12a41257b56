import { moment, momentOrNull } from '@popug/contracts/days.ts'
import { type Reassignment, taskRoutes } from '@popug/contracts/tasks.ts'
import { mapPage } from '@popug/service-kit'
import { createReassignment } from '../commands/create-reassignment.ts'
import type { Run } from '../domain/run.ts'
import {
  countReassignable,
  getReassignment,
  listCurrentReassignments,
  listReassignments,
} from '../queries/reassignments.ts'
import { door } from '../world.ts'

const runView = ({ id, status, total, done, actorId, createdAt, finishedAt }: Run): Reassignment => ({
  id,
  status,
  total,
  done,
  actorId,
  createdAt: moment(createdAt),
  finishedAt: momentOrNull(finishedAt),
})

/** The doors of reassignments of all. */
export const reassignmentDoors = [
  door(taskRoutes.createReassignment, async ({ transaction }) =>
    runView(await transaction((ctx) => createReassignment(ctx))),
  ),
  door(taskRoutes.listReassignments, async (call) => mapPage(await listReassignments(call, call.query), runView)),
  door(taskRoutes.listCurrentReassignments, async (call) => ({
    items: (await listCurrentReassignments(call)).map(runView),
    next: null,
  })),
  door(taskRoutes.countReassignable, (call) => countReassignable(call)),
  door(taskRoutes.getReassignment, async (call) => runView(await getReassignment(call, call.params))),
]
