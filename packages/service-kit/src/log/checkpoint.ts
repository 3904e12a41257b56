import { invalid } from '@popug/contracts/refusals.ts'
import type { TopicName } from '@popug/contracts/topology.ts'
import type { Db } from '../db/database.ts'
import { logDb } from './tables.ts'

/** How far a listener has applied a topic. */
export interface Checkpoint {
  readonly epoch: number
  readonly position: number
}

/** Topics are not split into partitions yet; the checkpoint's key has room for it. */
const part = 0

/** Reads a checkpoint; the beginning where there is none. */
export const readCheckpoint = async <Tables>(database: Db<Tables>, topic: TopicName): Promise<Checkpoint> => {
  const row = await logDb(database)
    .query.selectFrom('checkpoints')
    .select(['epoch', 'position'])
    .where('topic', '=', topic)
    .where('part', '=', part)
    .executeTakeFirst()
  return row ?? { epoch: 1, position: 0 }
}

/** Reads all checkpoints of a listener by topic, with the moment (epoch milliseconds) each last moved. */
export const readCheckpoints = async <Tables>(
  database: Db<Tables>,
): Promise<ReadonlyMap<TopicName, Checkpoint & { readonly updatedAt: number }>> => {
  const rows = await logDb(database)
    .query.selectFrom('checkpoints')
    .select(['topic', 'epoch', 'position', 'updatedAt'])
    .where('part', '=', part)
    .execute()
  return new Map(rows.map(({ topic, ...checkpoint }) => [topic, checkpoint]))
}

/** Reads a checkpoint and keeps it where it is until the transaction ends. */
export const lockCheckpoint = async <Tables>(tx: Db<Tables>, topic: TopicName): Promise<Checkpoint> => {
  const { query, dialect } = logDb(tx)
  const row = query.selectFrom('checkpoints').select(['epoch', 'position']).where('topic', '=', topic)
  return dialect.forUpdate(row.where('part', '=', part)).executeTakeFirstOrThrow()
}

/** Makes sure that the checkpoint's row is there, so that moving it is one statement. */
export const openCheckpoint = async <Tables>(database: Db<Tables>, topic: TopicName, now: number): Promise<void> => {
  await logDb(database).insertMissing('checkpoints', [{ topic, part, epoch: 1, position: 0, updatedAt: now }])
}

/** Another instance moved the checkpoint first: what this transaction did must not stand. */
export class CheckpointMoved extends Error {
  override readonly name = 'CheckpointMoved'
}

/** Moves the checkpoint within the transaction that applied the events; throws `CheckpointMoved` if it stood elsewhere. */
export const moveCheckpoint = async <Tables>(
  tx: Db<Tables>,
  topic: TopicName,
  from: Checkpoint,
  to: Checkpoint,
  now: number,
): Promise<void> => {
  const { numUpdatedRows } = await logDb(tx)
    .query.updateTable('checkpoints')
    .set({ epoch: to.epoch, position: to.position, updatedAt: now })
    .where('topic', '=', topic)
    .where('part', '=', part)
    .where('epoch', '=', from.epoch)
    .where('position', '=', from.position)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) throw new CheckpointMoved(`${topic} is no longer at ${from.epoch}/${from.position}`)
}

/**
 * Sets checkpoints back to the beginning, so that the subscriptions read the feeds anew within seconds. Belongs in the
 * transaction that empties what they made; parked events are discarded, for they come again with the rest.
 */
export const resetCheckpoints = async <Tables>(
  tx: Db<Tables>,
  topics: readonly TopicName[],
  now: number,
): Promise<void> => {
  const db = logDb(tx)
  await db.query
    .updateTable('deadLetters')
    .set({ status: 'discarded', settledAt: now })
    .where('topic', 'in', topics)
    .where('status', '=', 'parked')
    .execute()
  await db.query.updateTable('checkpoints').set({ position: 0, updatedAt: now }).where('topic', 'in', topics).execute()
}

/**
 * Sets one checkpoint back, so that what stands after it is heard again; for listeners whom that does not harm. What was
 * parked of it is discarded, for it comes again. Answers where the checkpoint stood; refuses to set it forward.
 */
export const setCheckpointBack = async <Tables>(
  tx: Db<Tables>,
  topic: TopicName,
  position: number,
  now: number,
): Promise<Checkpoint> => {
  const from = await lockCheckpoint(tx, topic)
  if (position > from.position)
    throw invalid('/body/position', 'before_checkpoint', `the checkpoint stands at ${from.position}, before that`, {
      position: from.position,
    })
  await logDb(tx)
    .query.updateTable('deadLetters')
    .set({ status: 'discarded', settledAt: now })
    .where('topic', '=', topic)
    .where('position', '>', position)
    .where('status', '=', 'parked')
    .execute()
  await moveCheckpoint(tx, topic, from, { epoch: from.epoch, position }, now)
  return from
}
