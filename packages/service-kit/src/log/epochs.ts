/**
 * Epochs: what positions mean after a speaker's database was restored from a backup.
 *
 *     epoch 1   1 ── 2 ── 3 ── 4 ── 5          a backup was made after 3
 *     epoch 2   1 ── 2 ── 3 ── 4'── 5'── 6'    and restored; another was made after 6'
 *     epoch 3   1 ── 2 ── 3 ── 4'── 5'── 6'── 7"
 *
 * Invariants
 * - An epoch is higher than any that a listener may have met.
 * - Each epoch but the first has a row: the last position that it shares with the one before. A listener that comes from
 *   epoch E goes back to the lowest of the rows after E: one that was away in epoch 2 goes from 5 back to 3, one that was
 *   there stays at 6'.
 * - All rows are numbered before the epoch is raised, in the order of writing: those that the backup holds without a
 *   position get the one that they had.
 */
import type { TopicName } from '@popug/contracts/topology.ts'
import type { Db } from '../db/database.ts'
import { type LogTables, logDb } from './tables.ts'

/** An epoch and the last position that it shares with the one before. */
export type Epoch = LogTables['epochs']

/** The last position that means the same to a listener of an earlier epoch as it does now. */
export const lastShared = async <Tables>(
  database: Db<Tables>,
  { topic, epochStart }: Pick<LogTables['topics'], 'topic' | 'epochStart'>,
  epoch: number,
): Promise<number> => {
  const { start } = await logDb(database)
    .query.selectFrom('epochs')
    .select(({ fn }) => fn.min('start').as('start'))
    .where('topic', '=', topic)
    .where('epoch', '>', epoch)
    .executeTakeFirstOrThrow()
  return start === null ? epochStart : Math.min(Number(start), epochStart)
}

/** Epochs that a database knows of: the highest of each topic, said or heard, and the starts of those it began itself. */
export interface KnownEpochs {
  readonly met: ReadonlyMap<TopicName, number>
  readonly starts: readonly Epoch[]
}

/** Every epoch that a service's database knows of. */
export const readEpochs = async <Tables>(database: Db<Tables>): Promise<KnownEpochs> => {
  const { query } = logDb(database)
  const met = new Map<TopicName, number>()
  for (const table of ['topics', 'checkpoints'] as const) {
    for (const { topic, epoch } of await query.selectFrom(table).select(['topic', 'epoch']).execute())
      met.set(topic, Math.max(epoch, met.get(topic) ?? 0))
  }
  return { met, starts: await query.selectFrom('epochs').selectAll().execute() }
}
