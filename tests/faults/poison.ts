import type { EventKind } from '@popug/contracts/events.ts'
import { payoutIssued, payoutReturned, taskAssigned, taskAssignedV1, taskClosed } from '@popug/contracts/events.ts'
import type { ServiceName, TopicName } from '@popug/contracts/topology.ts'
import { newId } from '@popug/service-kit'

/** An event as nobody should say it, and the listeners that must put it aside. */
export interface Poison {
  readonly what: string
  readonly topic: TopicName
  readonly type: string
  readonly data: unknown
  readonly parkedBy: readonly ServiceName[]
}

const moment = '2026-03-02T10:00:00.000Z'
const assignedV1 = () => ({ assignmentId: newId(), taskId: newId(), userId: newId(), assignedAt: moment })
const assigned = () => ({ ...assignedV1(), key: 'POP-1', title: 'A task' })
const closed = () => ({ taskId: newId(), userId: newId(), closedAt: moment })
const payout = () => ({ payoutId: newId(), userId: newId(), day: '2026-03-02', amountMinor: 100, currency: 'USD' })
const issued = () => ({ ...payout(), issuedAt: moment })
const returned = () => ({ ...payout(), reason: 'no card', actorId: newId(), returnedAt: moment })
const without = (data: Record<string, unknown>, key: string): unknown =>
  Object.fromEntries(Object.entries(data).filter(([name]) => name !== key))

const ofTasks = (what: string, kind: EventKind, data: unknown): Poison => ({
  what,
  topic: 'tasks',
  type: kind.type,
  data,
  parkedBy: ['accounts', 'mailer', 'analytics'],
})
const ofPayouts = (what: string, data: unknown): Poison => ({
  what,
  topic: 'payouts',
  type: payoutIssued.type,
  data,
  parkedBy: ['billing', 'mailer'],
})

/** Events that break their contracts, each in a way of its own. */
export const poisons = (): Poison[] => [
  ofTasks('nothing in it', taskAssigned, {}),
  ofTasks('no task', taskAssigned, without(assigned(), 'taskId')),
  ofTasks('no person', taskAssigned, without(assigned(), 'userId')),
  ofTasks('a number for a person', taskAssigned, { ...assigned(), userId: 7 }),
  ofTasks('null for a person', taskClosed, { ...closed(), userId: null }),
  ofTasks('an empty person', taskClosed, { ...closed(), userId: '' }),
  ofTasks('a person in letters of all kinds', taskAssigned, { ...assigned(), userId: 'попугай 🦜 \u202e زرقاء' }),
  ofTasks('an object for a task', taskAssigned, { ...assigned(), taskId: { id: newId() } }),
  ofTasks('a list of tasks', taskClosed, { ...closed(), taskId: [newId(), newId()] }),
  ofTasks('a task with SQL in it', taskClosed, { ...closed(), taskId: "'; drop table transactions; --" }),
  ofTasks('a task with a zero byte', taskClosed, { ...closed(), taskId: `${newId()}\u0000` }),
  ofTasks('a task of a megabyte', taskAssigned, { ...assigned(), taskId: 'x'.repeat(1_000_000) }),
  ofTasks('no title', taskAssigned, assignedV1()),
  ofTasks('an old event with a number for a person', taskAssignedV1, { ...assignedV1(), userId: 7 }),
  ofTasks('a number for a time', taskAssigned, { ...assigned(), assignedAt: 1_772_445_600_000 }),
  ofTasks('a time that is none', taskClosed, { ...closed(), closedAt: 'yesterday' }),
  ofPayouts('a negative amount', { ...issued(), amountMinor: -100 }),
  ofPayouts('no money', { ...issued(), amountMinor: 0 }),
  ofPayouts('half a cent', { ...issued(), amountMinor: 0.5 }),
  ofPayouts('an amount in words', { ...issued(), amountMinor: '100' }),
  ofPayouts('a day that is none', { ...issued(), day: 'someday' }),
  ofPayouts('no currency', without(issued(), 'currency')),
  {
    what: 'a return of less than nothing',
    topic: 'payout-results',
    type: payoutReturned.type,
    data: { ...returned(), amountMinor: -100 },
    parkedBy: ['accounts', 'mailer'],
  },
  // Whoever does not know a kind passes over it: a speaker may say more than its listeners understand.
  { what: 'a kind that nobody knows', topic: 'tasks', type: 'task.eaten.v1', data: closed(), parkedBy: [] },
  { what: 'a version to come', topic: 'tasks', type: 'task.closed.v99', data: { task: 1 }, parkedBy: [] },
]
