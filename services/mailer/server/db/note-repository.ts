import type { Db } from '@popug/service-kit'
import type { Tables } from './tables.ts'

export type NoteRow = Tables['notes']
export type NoteTaskRow = Tables['noteTasks']

const idsAtOnce = 500

const chunks = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / idsAtOnce) }, (_, index) =>
    all.slice(index * idsAtOnce, (index + 1) * idsAtOnce),
  )

/** Notes about tasks that are still being gathered, one a person at most, each with the first tasks of its list. */
export const noteRepository = (db: Db<Tables>) => ({
  /** The notes being gathered for these people, and how many tasks each lists. */
  openForUpdate: async (userIds: readonly string[]): Promise<Map<string, NoteRow & { listed: number }>> => {
    const open = new Map<string, NoteRow & { listed: number }>()
    for (const some of chunks(userIds)) {
      const notes = db.query.selectFrom('notes').selectAll().where('userId', 'in', some)
      for (const note of await db.dialect.forUpdate(notes).execute()) open.set(note.userId, { ...note, listed: 0 })
      const counts = await db.query
        .selectFrom('noteTasks')
        .select(({ fn }) => ['userId' as const, fn.countAll<number | string>().as('listed')])
        .where('userId', 'in', some)
        .groupBy('userId')
        .execute()
      for (const { userId, listed } of counts) {
        const note = open.get(userId)
        if (note) open.set(userId, { ...note, listed: Number(listed) })
      }
    }
    return open
  },

  findForUpdate: (userId: string): Promise<NoteRow | undefined> =>
    db.dialect.forUpdate(db.query.selectFrom('notes').selectAll().where('userId', '=', userId)).executeTakeFirst(),

  save: (rows: readonly NoteRow[]) =>
    db.upsertMany(
      'notes',
      ['userId'],
      rows.map((row) => ({ ...row })),
    ),

  list: (rows: readonly NoteTaskRow[]) =>
    db.upsertMany(
      'noteTasks',
      ['userId', 'taskId'],
      rows.map((row) => ({ ...row })),
    ),

  /** The tasks that a person's note lists, in the order in which they were given. */
  tasksOf: (userId: string): Promise<NoteTaskRow[]> =>
    db.query
      .selectFrom('noteTasks')
      .selectAll()
      .where('userId', '=', userId)
      .orderBy('givenAt')
      .orderBy('taskId')
      .execute(),

  /** Takes tasks off all lists: they are with somebody else, or closed. */
  strike: async (taskIds: readonly string[]): Promise<void> => {
    for (const some of chunks(taskIds)) await db.query.deleteFrom('noteTasks').where('taskId', 'in', some).execute()
  },

  remove: async (userId: string): Promise<void> => {
    await db.query.deleteFrom('noteTasks').where('userId', '=', userId).execute()
    await db.query.deleteFrom('notes').where('userId', '=', userId).execute()
  },
})
