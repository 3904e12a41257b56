import { setTimeout as wait } from 'node:timers/promises'
import { taskClosed } from '@popug/contracts/events.ts'
import { type Database, newId } from '@popug/service-kit'
import type { Kysely } from 'kysely'
import { createPool } from 'mysql2'

/** Closings that may be under way at once. */
const clients = 64
const performers = Array.from({ length: 200 }, () => newId())

const insert = `insert into outbox (topic, count, events, occurred_at, correlation_id, traceparent, first_position)
values ('tasks', 1, ?, ?, ?, null, null)`

/** What Tasks writes down when somebody closes a task. */
const saidBy = (index: number): string => {
  const data = { taskId: newId(), userId: performers[index % performers.length], closedAt: new Date().toISOString() }
  return JSON.stringify([{ id: newId(), type: taskClosed.type, data }])
}

/**
 * Closes tasks as Tasks says it, each an outbox row in a transaction of its own, so many a second for so many seconds.
 * Each is due at its moment, whether or not those before it are done; when all clients are busy it begins late, and counts
 * from when it was due. Answers when each was due, by its correlation, and how many seconds they took.
 */
export const closeAtRate = async (url: string, perSecond: number, seconds: number) => {
  const pool = createPool({ uri: url, connectionLimit: clients }).promise()
  const due = new Map<string, number>()
  const began = performance.now()
  const all = Math.round(perSecond * seconds)
  let next = 0
  const client = async (): Promise<void> => {
    for (let index = next++; index < all; index = next++) {
      const moment = began + (index * 1_000) / perSecond
      if (moment > performance.now()) await wait(moment - performance.now())
      const correlationId = newId()
      due.set(correlationId, moment)
      await pool.execute(insert, [saidBy(index), Date.now(), correlationId])
    }
  }
  try {
    await Promise.all(Array.from({ length: clients }, client))
    return { due, took: (performance.now() - began) / 1_000 }
  } finally {
    await pool.end()
  }
}

interface Said {
  outbox: { correlationId: string; firstPosition: number }
}

/** The closings in the order of their positions. */
export const closingRows = (tasks: Database<object>): Promise<Said['outbox'][]> =>
  (tasks.query as unknown as Kysely<Said>)
    .selectFrom('outbox')
    .select(['correlationId', 'firstPosition'])
    .orderBy('firstPosition')
    .execute()
