import type { BoardLane } from '@popug/contracts/board.ts'
import { moment } from '@popug/contracts/days.ts'
import { type PageOf, pageFrom, pageRequest } from '@popug/service-kit'
import { boardRepository, type OpenTask } from '../db/board-repository.ts'
import { type PeopleFilter, peopleRepository } from '../db/people-repository.ts'
import type { Query } from '../world.ts'

/** Tasks a lane shows; the rest is behind its number. */
const tasksShown = 5
/** Lanes a page at most: each is a part of one statement. */
const mostLanes = 100

const taskView = ({ id, key, title, assignedAt }: OpenTask) => ({ id, key, title, assignedAt: moment(assignedAt) })

/** A page of the board: people by name, how many open tasks each has and the oldest of them. */
export const listBoard: Query<
  PeopleFilter & { after?: string | undefined; limit?: number | undefined },
  PageOf<BoardLane>
> = async ({ db }, { q, holding, after, limit }) => {
  const request = pageRequest({ after, limit: Math.min(limit ?? 50, mostLanes) }, 2)
  const rows = await peopleRepository(db).list({ q, holding }, request)
  const { items, next } = pageFrom(rows, request.limit, ({ nameFolded, id }) => [nameFolded, id])
  const ids = items.map(({ id }) => id)
  const board = boardRepository(db)
  const counts = await board.counts(ids)
  const shown = await board.oldest(
    ids.filter((id) => counts.has(id)),
    tasksShown,
  )
  const lanes = items.map(({ id, name, performs }) => ({
    userId: id,
    name,
    performs: performs === 1,
    openTasks: counts.get(id) ?? 0,
    tasks: shown.filter(({ userId }) => userId === id).map(taskView),
  }))
  return { items: lanes, next }
}
