import { type Static, Type } from 'typebox'
import { boardRoutes } from './board.ts'
import { Moment } from './days.ts'
import { Id, IdList } from './ids.ts'
import { Minor } from './money.ts'
import { only, signedIn } from './roles.ts'
import { closedObject, orNull, pageOf, paging, query, route } from './route.ts'
import { taskImportRoutes } from './task-imports.ts'

const service = 'tasks'

export const taskStatuses = ['open', 'closed'] as const
export type TaskStatus = (typeof taskStatuses)[number]
const Status = Type.Enum([...taskStatuses])

export const Task = Type.Object({
  id: Id,
  key: orNull(Type.String({ description: 'the company’s own number of the task, POP-17' })),
  title: Type.String(),
  description: Type.String(),
  status: Status,
  userId: Id,
  authorId: Id,
  createdAt: Moment,
  assignedAt: Moment,
  closedAt: orNull(Moment),
})
export type Task = Static<typeof Task>

export const HistoryItem = Type.Object({
  type: Type.Enum(['task.assigned', 'task.closed']),
  userId: Id,
  actorId: Id,
  at: Moment,
})
export type HistoryItem = Static<typeof HistoryItem>

export const reassignmentStatuses = ['waiting', 'running', 'done'] as const
export type ReassignmentStatus = (typeof reassignmentStatuses)[number]

/** A reassignment of all open tasks; `total` is counted when it begins, `done` counts tasks passed so far. */
export const Reassignment = Type.Object({
  id: Id,
  status: Type.Enum([...reassignmentStatuses]),
  total: Type.Integer(),
  done: Type.Integer(),
  actorId: Id,
  createdAt: Moment,
  finishedAt: orNull(Moment),
})
export type Reassignment = Static<typeof Reassignment>

/** An active performer in Tasks' own copy of Auth's people. */
export const Performer = Type.Object({ id: Id })
export type Performer = Static<typeof Performer>

/** The key has its own field, so a title with brackets is refused: rest-api.md. */
export const Title = Type.String({ minLength: 1, maxLength: 200, pattern: '^(?=[\\s\\S]*\\S)[^\\[\\]]*$' })
export const Key = Type.String({ minLength: 1, maxLength: 40, pattern: '^[\\p{L}\\p{N}][\\p{L}\\p{N}._/-]*$' })
export const Description = Type.String({ maxLength: 10_000 })

export const taskSorts = ['-createdAt', 'createdAt', '-assignedAt', 'assignedAt', 'title', '-title'] as const
export type TaskSort = (typeof taskSorts)[number]

export const taskRoutes = {
  listTasks: route({
    name: 'listTasks',
    service,
    method: 'GET',
    path: '/tasks',
    who: signedIn,
    summary: 'Tasks; by status, performer, part of key or title, or ids',
    query: query({
      ...paging,
      status: Type.Optional(Status),
      userId: Type.Optional(Id),
      q: Type.Optional(Type.String({ maxLength: 100 })),
      sort: Type.Optional(Type.Enum([...taskSorts])),
      ids: Type.Optional(IdList),
    }),
    answer: pageOf(Task),
  }),
  createTask: route({
    name: 'createTask',
    service,
    method: 'POST',
    path: '/tasks',
    who: signedIn,
    summary: 'Creates a task and assigns it at once to a random performer',
    body: closedObject({ title: Title, description: Type.Optional(Description), key: Type.Optional(Key) }),
    status: 201,
    answer: Task,
    creates: true,
    refusals: ['no_performers'],
  }),
  getTask: route({
    name: 'getTask',
    service,
    method: 'GET',
    path: '/tasks/:id',
    who: signedIn,
    summary: 'One task',
    params: closedObject({ id: Id }),
    answer: Task,
    refusals: ['not_found'],
  }),
  getTaskHistory: route({
    name: 'getTaskHistory',
    service,
    method: 'GET',
    path: '/tasks/:id/history',
    who: signedIn,
    summary: 'Who had the task and when, oldest first',
    params: closedObject({ id: Id }),
    answer: Type.Object({ items: Type.Array(HistoryItem) }),
    refusals: ['not_found'],
  }),
  closeTask: route({
    name: 'closeTask',
    service,
    method: 'POST',
    path: '/tasks/:id/closure',
    who: signedIn,
    summary: 'Its performer closes the task',
    params: closedObject({ id: Id }),
    answer: Task,
    refusals: ['not_found', 'not_your_task', 'task_already_closed'],
  }),
  reassignTask: route({
    name: 'reassignTask',
    service,
    method: 'POST',
    path: '/tasks/:id/reassignment',
    who: only('manager', 'admin'),
    summary: 'Gives the task to that performer, or to a random one',
    params: closedObject({ id: Id }),
    body: closedObject({ userId: Type.Optional(Id) }),
    answer: Task,
    refusals: ['not_found', 'task_already_closed', 'no_performers', 'not_a_performer'],
  }),
  createReassignment: route({
    name: 'createReassignment',
    service,
    method: 'POST',
    path: '/reassignments',
    who: only('manager', 'admin'),
    summary: 'Gives every open task to a random performer, in the background',
    status: 202,
    answer: Reassignment,
    creates: true,
    refusals: ['no_performers'],
  }),
  listReassignments: route({
    name: 'listReassignments',
    service,
    method: 'GET',
    path: '/reassignments',
    who: only('manager', 'admin'),
    summary: 'Reassignments of all, newest first',
    query: query({ ...paging }),
    answer: pageOf(Reassignment),
  }),
  listCurrentReassignments: route({
    name: 'listCurrentReassignments',
    service,
    method: 'GET',
    path: '/reassignments/current',
    who: signedIn,
    summary: 'Reassignments of all that wait or run, and those that ended within the last hour, newest first',
    answer: Type.Object({ items: Type.Array(Reassignment), next: Type.Null() }),
  }),
  countReassignable: route({
    name: 'countReassignable',
    service,
    method: 'GET',
    path: '/reassignments/outlook',
    who: only('manager', 'admin'),
    summary: 'How many open tasks a reassignment of all would move now, and among how many performers',
    answer: Type.Object({ openTasks: Type.Integer(), performers: Type.Integer() }),
  }),
  getReassignmentFees: route({
    name: 'getReassignmentFees',
    service,
    method: 'GET',
    path: '/reassignments/outlook/fees',
    who: only('manager', 'admin'),
    summary:
      'What a reassignment of all would cost the performers now, as Accounts prices the open tasks; of very many, an estimate',
    answer: Type.Object(
      {
        openTasks: Type.Integer({ description: 'how many tasks the fees are of' }),
        feesMinor: orNull(Minor),
        estimatedFrom: orNull(
          Type.Integer({
            description: 'of how many of the tasks, picked at random, the fees were summed and scaled; null: of all',
          }),
        ),
      },
      { description: 'feesMinor is null where Accounts does not tell in time' },
    ),
  }),
  getReassignment: route({
    name: 'getReassignment',
    service,
    method: 'GET',
    path: '/reassignments/:id',
    who: only('manager', 'admin'),
    summary: 'Progress of one reassignment',
    params: closedObject({ id: Id }),
    answer: Reassignment,
    refusals: ['not_found'],
  }),
  listPerformers: route({
    name: 'listPerformers',
    service,
    method: 'GET',
    path: '/performers',
    who: signedIn,
    summary: 'Whom tasks may be given to now: the active performers as Tasks knows them',
    query: query({ ...paging }),
    answer: pageOf(Performer),
  }),
  ...boardRoutes,
  ...taskImportRoutes,
}
