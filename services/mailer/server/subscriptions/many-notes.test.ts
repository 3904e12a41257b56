import { taskAssigned } from '@popug/contracts/events.ts'
import { newId } from '@popug/service-kit'
import { expect, it } from 'vitest'
import { caught, startMailer, TestAuth } from '../testing/mailer-program.ts'
import { endWindow, gathered, given, noteRows, wantNotes } from '../testing/task-events.ts'

const [performers, tasks] = [10, 100_000]
/** As many as one message of a reassignment carries. */
const atOnce = 1_000

it('a reassignment of 100,000 tasks is one letter a person at most, and rows by people, not by tasks', async () => {
  const auth = new TestAuth()
  const program = await startMailer(auth)
  try {
    const people = Array.from({ length: performers }, (_, index) => auth.person({ email: `popug-${index}@popug.test` }))
    const wanting = people.slice(0, 9)
    await wantNotes(program, ...wanting.map(({ id }) => id))
    const template = given('')
    for (let from = 0; from < tasks; from += atOnce) {
      const some = Array.from({ length: atOnce }, (_, index) => ({
        ...template,
        taskId: newId(),
        userId: people[(from + index) % performers]?.id ?? '',
        title: `Task ${from + index}`,
      }))
      await program.say(taskAssigned, ...some)
    }
    await program.settled()
    expect(await gathered(program)).toEqual({ notes: 9, listed: 9 * 20 })
    expect(await noteRows(program)).toHaveLength(9)

    await endWindow(program)
    const letters = await caught(program)
    expect(letters.map(({ to }) => to).sort()).toEqual(wanting.map(({ email }) => `Kesha <${email}>`).sort())
    for (const { subject, text } of letters) {
      expect(subject).toBe('Tasks for you: 10,000')
      expect(text).toContain('And 9,980 more')
    }
    expect(await gathered(program)).toEqual({ notes: 0, listed: 0 })
  } finally {
    await program.stop()
  }
})
