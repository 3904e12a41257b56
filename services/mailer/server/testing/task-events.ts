import { type DataOf, taskAssigned } from '@popug/contracts/events.ts'
import { mailerRoutes } from '@popug/contracts/mailer.ts'
import { newId } from '@popug/service-kit'
import { letters, type MailerProgram, mailRows, pass } from './mailer-program.ts'

const minute = 60_000

/** A task given to somebody at noon of a day in March; name what matters. */
export const given = (userId: string, change: Partial<DataOf<typeof taskAssigned>> = {}) => ({
  assignmentId: newId(),
  taskId: newId(),
  userId,
  assignedAt: '2026-03-02T12:00:00.000Z',
  key: 'POP-1',
  title: 'Feed the parrot',
  ...change,
})

/** So many tasks given to somebody, numbered from 1. */
export const manyGiven = (userId: string, count: number) =>
  Array.from({ length: count }, (_, index) => given(userId, { key: `POP-${index + 1}`, title: `Task ${index + 1}` }))

/** People say that they want a note when tasks are given to them. */
export const wantNotes = async (program: MailerProgram, ...userIds: string[]): Promise<void> => {
  for (const id of userIds) {
    const body = { notes: true }
    const { status } = await program.as('performer', id).call(mailerRoutes.changeMyChoices, { body })
    if (status !== 200) throw new Error(`the choice was refused: ${status}`)
  }
}

/** Says that tasks were given, and waits until the mailer has heard it. */
export const give = async (program: MailerProgram, ...tasks: DataOf<typeof taskAssigned>[]): Promise<void> => {
  await program.say(taskAssigned, ...tasks)
  await program.settled()
}

/** Lets the window of the notes that are being gathered end, and waits until all letters are sent. */
export const endWindow = async (program: MailerProgram, minutes = 10) => {
  pass(program, minutes * minute)
  return letters(program, 'sent')
}

/** What is being gathered: how many notes, and how many tasks they list. */
export const gathered = async ({ database: { query } }: MailerProgram) => ({
  notes: (await query.selectFrom('notes').selectAll().execute()).length,
  listed: (await query.selectFrom('noteTasks').selectAll().execute()).length,
})

/** Notes in the table, oldest first. */
export const noteRows = async (program: MailerProgram) =>
  (await mailRows(program)).filter(({ kind }) => kind === 'tasks_assigned')
