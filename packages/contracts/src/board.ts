import { type Static, Type } from 'typebox'
import { Moment } from './days.ts'
import { Id } from './ids.ts'
import { signedIn } from './roles.ts'
import { orNull, pageOf, paging, query, route } from './route.ts'

/** A task as the board shows it. */
const BoardTask = Type.Object({ id: Id, key: orNull(Type.String()), title: Type.String(), assignedAt: Moment })
export type BoardTask = Static<typeof BoardTask>

/** Somebody's open tasks: how many there are, and the oldest of them. */
export const BoardLane = Type.Object({
  userId: Id,
  name: Type.String({ description: 'empty where Tasks has not learned it' }),
  performs: Type.Boolean({ description: 'false for who got tasks once and takes none any more' }),
  openTasks: Type.Integer(),
  tasks: Type.Array(BoardTask),
})
export type BoardLane = Static<typeof BoardLane>

export const boardRoutes = {
  listBoard: route({
    name: 'listBoard',
    service: 'tasks',
    method: 'GET',
    path: '/board',
    who: signedIn,
    summary:
      'Performers by name, each with the number of their open tasks and the oldest five; and who holds tasks still',
    query: query({
      ...paging,
      q: Type.Optional(Type.String({ maxLength: 100, description: 'part of the name' })),
      holding: Type.Optional(
        Type.Enum(['some', 'none'], { description: 'only those who have open tasks, or who have none' }),
      ),
    }),
    answer: pageOf(BoardLane),
  }),
}
