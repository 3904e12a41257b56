import type { Db } from '@popug/service-kit'
import type { Tables } from './tables.ts'

/** One time that a task was given to somebody. */
export type Assignment = Readonly<Tables['assignments']>

/** The history of assignments in the database. */
export const assignmentRepository = (db: Db<Tables>) => ({
  insert: (rows: readonly Assignment[]): Promise<void> => db.insertMany('assignments', rows),

  ofTask: (taskId: string): Promise<Assignment[]> =>
    db.query.selectFrom('assignments').selectAll().where('taskId', '=', taskId).orderBy('number').execute(),
})
