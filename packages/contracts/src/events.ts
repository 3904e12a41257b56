import { type Static, type TObject, Type } from 'typebox'
import { Day, Moment } from './days.ts'
import { Id } from './ids.ts'
import { Currency, Minor } from './money.ts'
import { orNull } from './route.ts'
import type { TopicName } from './topology.ts'

/** One kind of event: its name with version, the topic it stands on, and what it carries. */
export interface EventKind<S extends TObject = TObject> {
  readonly type: string
  readonly topic: TopicName
  readonly data: S
  /** The version before this one: logs hold it for good, and who hears this one hears that one too. */
  readonly before?: Earlier
}
/** An earlier version of an event, and what it says in the words of the next; what it did not carry is null. */
export interface Earlier<Heard = unknown> {
  readonly kind: EventKind
  readonly upcast: (data: never) => Heard
}
/** What is said now. */
export type DataOf<K extends EventKind> = Static<K['data']>
/** What is heard: what is said now, and what earlier versions told. */
export type HeardDataOf<K extends EventKind> =
  | DataOf<K>
  | (K extends { readonly before: Earlier<infer Heard> } ? Heard : never)

const event = <const T extends string, S extends TObject>(type: T, topic: TopicName, data: S) => ({ type, topic, data })
const nextVersion = <const T extends string, S extends TObject, K extends EventKind, Heard>(
  type: T,
  data: S,
  kind: K,
  upcast: (data: DataOf<K>) => Heard,
) => ({ ...event(type, kind.topic, data), before: { kind, upcast } satisfies Earlier<Heard> })

/** A task was given to a performer, as it was said until the next version. */
export const taskAssignedV1 = event(
  'task.assigned.v1',
  'tasks',
  Type.Object({
    assignmentId: Id,
    taskId: Id,
    userId: Id,
    assignedAt: Moment,
  }),
)

/** A task was given to a performer: at its creation, by hand, or in a reassignment of all. */
export const taskAssigned = nextVersion(
  'task.assigned.v2',
  Type.Object({ ...taskAssignedV1.data.properties, key: Type.String(), title: Type.String() }),
  taskAssignedV1,
  (data) => ({ ...data, key: null, title: null }),
)

/** Its performer closed the task. Once per task. */
export const taskClosed = event('task.closed.v1', 'tasks', Type.Object({ taskId: Id, userId: Id, closedAt: Moment }))

export const transactionKinds = ['fee', 'reward', 'payout', 'payout_return', 'correction'] as const
export type TransactionKind = (typeof transactionKinds)[number]
export const TransactionKind = Type.Enum([...transactionKinds])

/** A row was added to the ledger. `amountMinor` is signed: fees and payouts are negative. */
export const transactionPosted = event(
  'transaction.posted.v1',
  'ledger',
  Type.Object({
    transactionId: Type.String(),
    userId: Id,
    taskId: orNull(Id),
    payoutId: orNull(Id),
    kind: TransactionKind,
    amountMinor: Minor,
    balanceMinor: Minor,
    day: Day,
    postedAt: Moment,
    reversesId: Type.Optional(Type.String()),
  }),
)

const payout = {
  payoutId: Id,
  userId: Id,
  day: Day,
  amountMinor: Type.Integer({ minimum: 1 }),
  currency: Currency,
}

/** Closing the day took this performer's balance; the money is on its way to their card. */
export const payoutIssued = event(
  'payout.issued.v1',
  'payouts',
  Type.Object({ ...payout, issuedAt: Moment, closedBy: Type.Optional(Id) }),
)

/** The provider paid the payout to the card. */
export const payoutPaid = event(
  'payout.paid.v1',
  'payout-results',
  Type.Object({ ...payout, cardLast4: Type.String(), paidAt: Moment }),
)

/** The payout will not be paid; the money goes back to the balance. */
export const payoutReturned = event(
  'payout.returned.v1',
  'payout-results',
  Type.Object({ ...payout, reason: Type.String(), actorId: Id, returnedAt: Moment }),
)

export const eventKinds: readonly EventKind[] = [
  taskAssignedV1,
  taskAssigned,
  taskClosed,
  transactionPosted,
  payoutIssued,
  payoutPaid,
  payoutReturned,
]

/**
 * An event as it travels: CloudEvents 1.0 with the extensions `position` (its place in the topic, from 1, without holes),
 * `epoch` (raised when the speaker's database is restored), `correlationid` and `traceparent`.
 */
export const CloudEvent = Type.Object({
  specversion: Type.Literal('1.0'),
  id: Type.String(),
  source: Type.String(),
  type: Type.String(),
  time: Moment,
  datacontenttype: Type.Literal('application/json'),
  position: Type.Integer({ minimum: 1 }),
  epoch: Type.Integer({ minimum: 1 }),
  correlationid: Type.Optional(Type.String()),
  traceparent: Type.Optional(Type.String()),
  data: Type.Unsafe<Readonly<Record<string, unknown>>>(Type.Object({}, { additionalProperties: true })),
})
export type CloudEvent = Static<typeof CloudEvent>
