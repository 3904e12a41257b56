import { payoutIssued, taskAssigned } from '@popug/contracts/events.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import { anyone, only, ownOr, serviceOr, signedIn } from '@popug/contracts/roles.ts'
import { closedObject, query, route } from '@popug/contracts/route.ts'
import { Type } from 'typebox'
import { Csv } from '../http/door.ts'
import { newId } from '../ids.ts'
import { wordsOf } from '../service/service.ts'

export interface SmallWorld {
  tables: { notes: { id: string; text: string } }
  settings: object
  tools: object
}
const { service, door, subscription } = wordsOf<SmallWorld>()

const note = Type.Object({ id: Type.String(), text: Type.String() })
const common = { service: 'accounts', summary: 'For the tests' } as const

/** Routes of every kind there is. */
export const smallRoutes = {
  open: route({ ...common, name: 'open', method: 'GET', path: '/open', who: anyone, answer: Type.Object({}) }),
  list: route({
    ...common,
    name: 'list',
    method: 'GET',
    path: '/notes',
    who: signedIn,
    query: query({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })) }),
    answer: Type.Object({ items: Type.Array(note), limit: Type.Integer() }),
    csv: true,
  }),
  create: route({
    ...common,
    name: 'create',
    method: 'POST',
    path: '/notes',
    who: signedIn,
    body: closedObject({
      text: Type.String({ minLength: 1, maxLength: 50 }),
      more: Type.Optional(closedObject({ size: Type.Integer() })),
    }),
    status: 201,
    answer: note,
    creates: true,
  }),
  admins: route({ ...common, name: 'admins', method: 'POST', path: '/admins', who: only('admin'), answer: null }),
  services: route({
    ...common,
    name: 'services',
    method: 'POST',
    path: '/services',
    who: serviceOr('admin'),
    answer: null,
  }),
  own: route({
    ...common,
    name: 'own',
    method: 'GET',
    path: '/people/:userId',
    who: ownOr('manager'),
    params: closedObject({ userId: Type.String() }),
    answer: Type.Object({ userId: Type.String() }),
  }),
  fail: route({
    ...common,
    name: 'fail',
    method: 'POST',
    path: '/fail',
    who: anyone,
    body: closedObject({ how: Type.Enum(['bug', 'refusal', 'wait', 'answer']) }),
    answer: Type.Object({ fine: Type.Boolean() }),
    refusals: ['not_found', 'too_many_attempts'],
  }),
}

/** What makes `smallService` refuse an event, until it is emptied. */
export const refused = new Set<string>()

/** A service with doors of every kind, which hears tasks and says a payout for each. */
export const smallService = service({
  name: 'accounts',
  settings: Type.Object({}),
  migrations: {
    '001-notes': (db, types) =>
      db.schema
        .createTable('notes')
        .addColumn('id', types.id, (column) => column.primaryKey())
        .addColumn('text', types.text(100), (column) => column.notNull())
        .execute(),
  },
  tools: async () => ({}),
  doors: [
    door(smallRoutes.open, async () => ({})),
    door(smallRoutes.list, async ({ db, query: { limit = 5 }, caller }) => {
      const items = await db.query.selectFrom('notes').selectAll().orderBy('id').limit(limit).execute()
      if (caller.wantsCsv)
        return new Csv(
          'notes.csv',
          items.map(({ text }) => [text]),
        )
      return { items, limit }
    }),
    door(smallRoutes.create, async ({ transaction, body }) => {
      const made = await transaction(async ({ db, now }) => {
        const row = { id: newId(now), text: body.text }
        await db.insertMany('notes', [row])
        return row
      })
      await transaction(async ({ db, now }) => db.insertMany('notes', [{ id: newId(now), text: `after ${made.id}` }]))
      return made
    }),
    door(smallRoutes.admins, async () => undefined),
    door(smallRoutes.services, async () => undefined),
    door(smallRoutes.own, async ({ params, mustSee }) => {
      mustSee(params.userId)
      return params
    }),
    door(smallRoutes.fail, async ({ body: { how } }) => {
      if (how === 'bug') throw new Error('select secret from vault failed')
      if (how === 'refusal') throw new Refusal('not_found', 'no such note')
      if (how === 'wait') throw new Refusal('too_many_attempts', undefined, { retryAfter: 1.2 })
      return {} as { fine: boolean }
    }),
  ],
  subscriptions: [
    subscription('tasks', [taskAssigned], async ({ db, emit, now }, events) => {
      for (const { data } of events) if (refused.has(data.taskId)) throw new Refusal('invalid', 'refused by a test')
      await db.insertMany(
        'notes',
        events.map(({ id, data }) => ({ id, text: data.taskId })),
      )
      for (const { id, data } of events)
        emit(payoutIssued, {
          payoutId: id,
          userId: data.userId,
          day: '2026-01-01',
          amountMinor: 1,
          currency: 'USD',
          issuedAt: new Date(now).toISOString(),
        })
    }),
  ],
  jobs: [],
})
