import { payoutIssued, taskAssignedV1, taskClosed } from '@popug/contracts/events.ts'
import { mailerRoutes } from '@popug/contracts/mailer.ts'
import { newId } from '@popug/service-kit'
import { until } from '@popug/service-kit/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { caught, type MailerProgram, mailRows, pass, payout, startMailer, TestAuth } from '../testing/mailer-program.ts'
import { endWindow, gathered, give, given, manyGiven, noteRows, wantNotes } from '../testing/task-events.ts'

const minute = 60_000
let auth: TestAuth
let program: MailerProgram
beforeEach(async () => {
  auth = new TestAuth()
  program = await startMailer(auth, { env: { PUBLIC_ORIGIN: 'https://popug.example.com' } })
})
afterEach(() => program.stop())

const noLetters = () => until('there are no letters', async () => (await mailRows(program)).length === 0)

it('nobody gets a note who has not asked for one', async () => {
  await give(program, ...manyGiven(auth.person().id, 3))
  expect(await mailRows(program)).toEqual([])
  expect(await gathered(program)).toEqual({ notes: 0, listed: 0 })
})

it('one task is one letter, when the window is over and not before', async () => {
  const kesha = auth.person({ language: 'en' })
  await wantNotes(program, kesha.id)
  await give(program, given(kesha.id, { key: 'POP-17', title: 'Teach the parrot\r\nBcc: all@popug.test' }))
  pass(program, 10 * minute - 1)
  await program.say(payoutIssued, payout(kesha.id))
  await until('a later letter was sent', async () => (await caught(program)).length === 1)
  expect(await noteRows(program)).toMatchObject([{ status: 'queued', attempts: 0, subject: '' }])

  const sent = await endWindow(program, 1)
  expect(sent).toHaveLength(2)
  const [letter] = await caught(program)
  expect(letter!.subject).toBe('A task for you: POP-17 Teach the parrot Bcc: all@popug.test')
  expect(letter!.text).toContain('This task was given to you:\n\n- POP-17 Teach the parrot Bcc: all@popug.test\n')
  expect(letter!.text).toContain('Your tasks: https://popug.example.com/tasks/')
  expect(letter!.html).toContain('<li>POP-17 Teach the parrot Bcc: all@popug.test</li>')
  expect(letter!.messageId).toMatch(/^<tasks_assigned\.[0-9a-f-]{36}@popug\.test>$/)
  expect(await gathered(program)).toEqual({ notes: 0, listed: 0 })
})

it('many tasks in a window are one letter that lists the first and counts the rest', async () => {
  const kesha = auth.person({ language: 'en' })
  await wantNotes(program, kesha.id)
  const tasks = manyGiven(kesha.id, 25)
  await give(program, ...tasks.slice(0, 5))
  pass(program, 5 * minute)
  await give(program, ...tasks.slice(5))
  expect(await gathered(program)).toEqual({ notes: 1, listed: 20 })
  expect(await endWindow(program, 5)).toHaveLength(1)
  const [letter] = await caught(program)
  expect(letter!.subject).toBe('Tasks for you: 25')
  expect(letter!.text.match(/^- POP-\d+ Task \d+$/gm)).toHaveLength(20)
  expect(letter!.text).toContain('- POP-20 Task 20\n')
  expect(letter!.text).toContain('And 5 more in the same time')
})

it('what is given after the letter is the next letter’s', async () => {
  const kesha = auth.person({ language: 'ru' })
  await wantNotes(program, kesha.id)
  await give(program, given(kesha.id, { key: 'POP-1' }))
  await endWindow(program)
  await give(program, given(kesha.id, { key: 'POP-2' }))
  expect(await noteRows(program)).toMatchObject([{ status: 'sent' }, { status: 'queued' }])
  await endWindow(program)
  expect((await caught(program)).map(({ subject }) => subject)).toEqual([
    'Задача для вас: POP-2 Feed the parrot',
    'Задача для вас: POP-1 Feed the parrot',
  ])
})

describe('a task that went away again', () => {
  it('to somebody else is told to that person alone', async () => {
    const [kesha, gosha] = [auth.person({ language: 'en' }), auth.person({ email: 'gosha@popug.test', language: 'en' })]
    await wantNotes(program, kesha.id, gosha.id)
    const [gone, kept] = manyGiven(kesha.id, 2)
    await give(program, gone!, kept!)
    await give(program, { ...gone!, assignmentId: newId(), userId: gosha.id })
    await endWindow(program)
    const letters = await caught(program)
    expect(letters.map(({ to, subject }) => [to, subject]).sort()).toEqual([
      ['Kesha <gosha@popug.test>', 'A task for you: POP-1 Task 1'],
      ['Kesha <kesha@popug.test>', 'A task for you: POP-2 Task 2'],
    ])
  })

  it('in the same batch was never given to the first person', async () => {
    const kesha = auth.person()
    await wantNotes(program, kesha.id)
    const task = given(kesha.id)
    await give(program, task, { ...task, assignmentId: newId(), userId: newId() })
    expect(await mailRows(program)).toEqual([])
  })

  it('and was the only one leaves no letter', async () => {
    const kesha = auth.person()
    await wantNotes(program, kesha.id)
    const task = given(kesha.id)
    await give(program, task)
    await program.say(taskClosed, { taskId: task.taskId, userId: kesha.id, closedAt: '2026-03-02T12:01:00.000Z' })
    await program.settled()
    pass(program, 10 * minute)
    await noLetters()
    expect(await gathered(program)).toEqual({ notes: 0, listed: 0 })
  })

  it('and came back is told once', async () => {
    const kesha = auth.person({ language: 'en' })
    await wantNotes(program, kesha.id)
    const task = given(kesha.id)
    await give(program, task)
    await give(program, { ...task, assignmentId: newId(), userId: newId() })
    await give(program, { ...task, assignmentId: newId() })
    await endWindow(program)
    expect((await caught(program)).map(({ subject }) => subject)).toEqual(['A task for you: POP-1 Feed the parrot'])
  })
})

it('an assignment of an old log is counted, for it has no title to list', async () => {
  const kesha = auth.person({ language: 'en' })
  await wantNotes(program, kesha.id)
  const { key: _, title: __, ...old } = given(kesha.id)
  await program.say(taskAssignedV1, old)
  await give(program, given(kesha.id))
  await endWindow(program)
  const [letter] = await caught(program)
  expect(letter!.subject).toBe('Tasks for you: 2')
  expect(letter!.text).toContain('- POP-1 Feed the parrot\n\nAnd 1 more')
})

it('what was given more than a day ago is no news', async () => {
  const kesha = auth.person()
  await wantNotes(program, kesha.id)
  await give(program, given(kesha.id, { assignedAt: '2026-03-01T11:59:59.999Z' }))
  expect(await mailRows(program)).toEqual([])
})

it('accountants find notes by their kind, which are about no payout', async () => {
  const kesha = auth.person()
  await wantNotes(program, kesha.id)
  await program.say(payoutIssued, payout(kesha.id))
  await give(program, given(kesha.id))
  await endWindow(program)
  const accountant = program.as('accountant')
  const of = async (kind: 'tasks_assigned' | 'payout_issued') =>
    (await accountant.call(mailerRoutes.listMails, { query: { kind } })).body.items
  expect(await of('tasks_assigned')).toMatchObject([{ kind: 'tasks_assigned', payoutId: null, userId: kesha.id }])
  expect(await of('payout_issued')).toHaveLength(1)
  const wrong = await accountant.call(mailerRoutes.listMails, { query: { kind: 'gossip' as never } })
  expect(wrong).toMatchObject({ status: 400, body: { errors: [{ path: '/query/kind' }] } })
})
