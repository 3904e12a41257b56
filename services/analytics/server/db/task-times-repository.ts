import type { Db } from '@popug/service-kit'
import type { TaskTimes } from '../domain/task-times.ts'
import type { Tables } from './tables.ts'

const idsAtOnce = 500

/** When tasks were last assigned and closed. */
export const taskTimesRepository = (db: Db<Tables>) => ({
  /** What is known of these tasks; those of which nothing was heard are not there. */
  findForUpdate: async (taskIds: readonly string[]): Promise<ReadonlyMap<string, TaskTimes>> => {
    const found = new Map<string, TaskTimes>()
    for (let from = 0; from < taskIds.length; from += idsAtOnce) {
      const some = taskIds.slice(from, from + idsAtOnce)
      const query = db.query.selectFrom('taskTimes').selectAll().where('taskId', 'in', some)
      for (const row of await db.dialect.forUpdate(query).execute()) found.set(row.taskId, row)
    }
    return found
  },

  save: (rows: readonly TaskTimes[]) =>
    db.upsertMany(
      'taskTimes',
      ['taskId'],
      rows.map((row) => ({ ...row })),
    ),

  clear: async (): Promise<void> => {
    await db.query.deleteFrom('taskTimes').execute()
  },
})
