import { payoutIssued, taskAssigned, taskAssignedV1, transactionPosted } from '@popug/contracts/events.ts'
import { ownOr } from '@popug/contracts/roles.ts'
import { closedObject, route } from '@popug/contracts/route.ts'
import { Type } from 'typebox'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSqlite } from '../db/sqlite.ts'
import { newId } from '../ids.ts'
import { startTestProgram, type TestProgram } from '../testing/test-program.ts'
import { wordsOf } from './service.ts'

interface Notes {
  tables: { notes: { id: string; userId: string; text: string } }
  settings: object
  tools: object
}
const { service, door, subscription } = wordsOf<Notes>()

const writeNote = route({
  name: 'writeNote',
  service: 'accounts',
  method: 'POST',
  path: '/notes',
  who: ownOr('accountant'),
  summary: 'Writes a note',
  body: closedObject({ text: Type.String({ minLength: 1 }) }),
  status: 201,
  answer: Type.Object({ id: Type.String(), text: Type.String() }),
  creates: true,
})

const notes = service({
  name: 'accounts',
  settings: Type.Object({}),
  migrations: {
    '001-notes': (db, types) =>
      db.schema
        .createTable('notes')
        .addColumn('id', types.id, (column) => column.primaryKey())
        .addColumn('user_id', types.id, (column) => column.notNull())
        .addColumn('text', types.text(100), (column) => column.notNull())
        .execute(),
  },
  tools: async () => ({}),
  doors: [
    door(writeNote, async ({ transaction, body, person }) =>
      transaction(async (ctx) => {
        const note = { id: newId(ctx.now), userId: person.id, text: body.text }
        await ctx.db.insertMany('notes', [note])
        ctx.emit(payoutIssued, {
          payoutId: note.id,
          userId: person.id,
          day: '2026-01-01',
          amountMinor: 1,
          currency: 'USD',
          issuedAt: new Date(ctx.now).toISOString(),
        })
        if (body.text === 'fail') throw new Error('a bug')
        return note
      }),
    ),
  ],
  subscriptions: [
    subscription('tasks', [taskAssigned], async (ctx, events) => {
      await ctx.db.insertMany(
        'notes',
        events.map(({ id, type, data: { userId, taskId, title } }) => ({
          id,
          userId,
          text: title === null ? `${type} without a title` : taskId,
        })),
      )
    }),
  ],
  jobs: [],
})

describe('a service', () => {
  let program: TestProgram<Notes>
  beforeEach(async () => {
    program = await startTestProgram(notes)
  })
  afterEach(() => program.stop())

  const texts = async () =>
    (await program.database.query.selectFrom('notes').select('text').execute()).map(({ text }) => text)

  it('changes and says so in one transaction', async () => {
    const answer = await program.as('performer').call(writeNote, { body: { text: 'hello' } })
    expect(answer.status).toBe(201)
    expect((await program.said(payoutIssued)).map(({ payoutId }) => payoutId)).toEqual([answer.body.id])
  })

  it('says nothing when the command throws, and answers blandly', async () => {
    const answer = await program.as('performer').call(writeNote, { body: { text: 'fail' } })
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } })
    expect(answer.text).not.toContain('a bug')
    expect(await texts()).toEqual([])
    expect(await program.said(payoutIssued)).toEqual([])
  })

  it('answers the same to the same idempotency key, and refuses the key for another request', async () => {
    const someone = program.as('performer')
    const headers = { 'idempotency-key': 'one' }
    const first = await someone.call(writeNote, { body: { text: 'once' }, headers })
    const again = await someone.call(writeNote, { body: { text: 'once' }, headers })
    const other = await someone.call(writeNote, { body: { text: 'twice' }, headers })
    expect(again).toMatchObject({ status: 201, body: first.body })
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } })
    expect(await texts()).toEqual(['once'])
  })

  it.each([
    ['nobody', 401, 'not_signed_in'],
    ['foreign', 403, 'foreign_origin'],
    ['extra', 400, 'invalid'],
    ['empty', 400, 'invalid'],
  ])('refuses %s', async (what, status, code) => {
    const caller = what === 'nobody' ? program.nobody() : program.as('performer')
    const headers = what === 'foreign' ? { origin: 'https://elsewhere.example' } : {}
    const body = what === 'extra' ? { text: 'x', more: 1 } : what === 'empty' ? {} : { text: 'x' }
    const answer = await caller.call(writeNote, { body: body as { text: string }, headers })
    expect(answer).toMatchObject({ status, body: { code, status } })
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(await texts()).toEqual([])
  })

  it('hears events once, and parks those that do not fit', async () => {
    const assigned = () => ({
      assignmentId: newId(),
      taskId: newId(),
      userId: newId(),
      assignedAt: new Date().toISOString(),
      key: 'POP-1',
      title: 'A task',
    })
    const [one, two] = [assigned(), assigned()]
    await program.say(taskAssigned, one, { ...assigned(), taskId: 'no id' }, two)
    await program.settled()
    expect((await texts()).sort()).toEqual([one.taskId, two.taskId].sort())
    expect(
      await program.database.query
        .selectFrom('deadLetters' as never)
        .selectAll()
        .execute(),
    ).toHaveLength(1)
  })

  it('hears an earlier version as the newest one, held to the version that it was said in', async () => {
    const old = { assignmentId: newId(), taskId: newId(), userId: newId(), assignedAt: new Date().toISOString() }
    const unfit = { ...old, taskId: 'no id' }
    await program.say(taskAssignedV1, old, unfit)
    // Without key and title an event of today does not fit, though one of before does.
    await program.say(taskAssigned, old as never, { ...old, key: 'POP-1', title: 'A task' })
    await program.settled()
    expect((await texts()).sort()).toEqual([old.taskId, 'task.assigned.v2 without a title'].sort())
    const letters = program.database.query.selectFrom('deadLetters' as never).select('reason' as never)
    expect(await letters.execute()).toHaveLength(2)
  })

  it('refuses to speak on a topic that is not its own', async () => {
    const { transaction } = program.session()
    const other = { ...transactionPosted, topic: 'tasks' as const }
    await expect(transaction(async (ctx) => ctx.emit(other, {} as never))).rejects.toThrow(
      'does not say anything on tasks',
    )
  })
})

it.each([
  ['frees what a dead instance had in hand, before it makes its tools', false, ['free', 'tools']],
  ['leaves what others may have in hand alone', true, ['tools']],
])('a service %s', async (_, shared, steps) => {
  const taken: string[] = []
  const claiming = service({
    ...notes,
    endClaims: async (db) => {
      await db.query.selectFrom('notes').selectAll().execute()
      taken.push('free')
    },
    tools: async () => {
      taken.push('tools')
      return {}
    },
  })
  const own = openSqlite<object>(':memory:')
  const database = { ...own, dialect: { ...own.dialect, shared } }
  const program = await startTestProgram(claiming, { database })
  expect(taken).toEqual(steps)
  await program.stop()
})
