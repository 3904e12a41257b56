import type { Database } from '../db/database.ts'
import type { Epoch, KnownEpochs } from './epochs.ts'
import { numberAll } from './relay.ts'
import { logDb } from './tables.ts'

/**
 * Begins a new epoch on all topics of a database that was restored. `known` is what the databases that stood here before,
 * its own and its listeners', tell of epochs that came after the backup.
 */
export const raiseEpochs = async <Tables>(database: Database<Tables>, known: KnownEpochs): Promise<Epoch[]> => {
  const topics = await logDb(database).query.selectFrom('topics').selectAll().execute()
  const raised: Epoch[] = []
  for (const { topic, epoch, published } of topics) {
    const start = await numberAll(database, topic)
    const next = { topic, epoch: Math.max(epoch, known.met.get(topic) ?? 0) + 1, start }
    const later = known.starts.filter((one) => one.topic === topic && one.epoch > epoch)
    await database.transaction(async (tx) => {
      const db = logDb(tx)
      await db.insertMissing('epochs', [...later, next])
      await db.query
        .updateTable('topics')
        .set({ epoch: next.epoch, epochStart: start, published: Math.min(published, start) })
        .where('topic', '=', topic)
        .execute()
    })
    raised.push(next)
  }
  return raised
}
