import {
  type CloudEvent,
  type DataOf,
  payoutIssued,
  payoutPaid,
  payoutReturned,
  taskAssigned,
  taskAssignedV1,
  taskClosed,
  transactionPosted,
} from './events.ts'

type Kinds =
  | typeof taskAssigned
  | typeof taskAssignedV1
  | typeof taskClosed
  | typeof transactionPosted
  | typeof payoutIssued
  | typeof payoutPaid
  | typeof payoutReturned

/** What an event means to people: in a sentence, field by field, and in an example. */
interface Told<Data> {
  readonly says: string
  readonly fields: { readonly [F in keyof Data]-?: string }
  readonly example: Data
}

const assignmentId = '019c9c01-3a40-7d15-9b1e-5f0c2a7e4d10'
const taskId = '019c9bfe-2c80-7a3f-8d21-6b1f0e9c4a57'
const kesha = '019c1a70-5e00-7b62-a4d3-0c9e8f7a6b51'
const payoutId = '019c9e8f-1f00-7c4a-b0f6-3d2e1a9b8c77'
const accountant = '019c1a70-6200-7e90-9c41-7a5b3d8f2e06'

const assignedFields = {
  assignmentId: 'this assignment; the fee is charged once for each',
  taskId: 'the task',
  userId: 'the performer who has it from now on',
  assignedAt: 'when it was given',
}
const assigned = { assignmentId, taskId, userId: kesha, assignedAt: '2026-03-02T09:30:00.000Z' }

const payoutFields = {
  payoutId: 'the payout; its idempotency key at the bank, too',
  userId: 'the performer whose money it is',
  day: 'the business day that was closed',
  amountMinor: 'what the closing took from the balance',
  currency: 'the currency of the amount',
}
const payout = { payoutId, userId: kesha, day: '2026-03-02', amountMinor: 5230, currency: 'USD' }

/** Every kind of event as the catalogue tells it; a kind or a field without a line here is an error of types. */
const eventCatalogue: { readonly [K in Kinds as K['type']]: Told<DataOf<K>> } = {
  [taskAssignedV1.type]: {
    says: 'A task was given to a performer. Said until `task.assigned.v2`, and heard as that with neither key nor title.',
    fields: assignedFields,
    example: assigned,
  },
  [taskAssigned.type]: {
    says: 'A task was given to a performer: at its creation, by hand, or in a reassignment of all.',
    fields: {
      ...assignedFields,
      key: 'the company’s own number of the task at that moment',
      title: 'the title of the task at that moment',
    },
    example: { ...assigned, key: 'POP-17', title: 'Teach the parrot to count' },
  },
  [taskClosed.type]: {
    says: 'Its performer closed the task. Once per task.',
    fields: {
      taskId: 'the task',
      userId: 'the performer who closed it and earns the reward',
      closedAt: 'when it was closed',
    },
    example: { taskId, userId: kesha, closedAt: '2026-03-02T16:05:12.408Z' },
  },
  [transactionPosted.type]: {
    says: 'A row was added to the ledger.',
    fields: {
      transactionId: "the row's number in the ledger, from 1",
      userId: 'the performer whose account it is',
      taskId: 'the task of a fee or a reward',
      payoutId: 'the payout that took the money or gave it back',
      kind: 'what the row is for',
      amountMinor: 'what the balance changed by; fees and payouts are negative',
      balanceMinor: 'the balance after it',
      day: 'the business day that the row belongs to',
      postedAt: 'when it was written',
      reversesId: 'the row that a correction takes back, where it is a reversal',
    },
    example: {
      transactionId: '48211',
      userId: kesha,
      taskId: null,
      payoutId: null,
      kind: 'correction',
      amountMinor: 3125,
      balanceMinor: 5230,
      day: '2026-03-02',
      postedAt: '2026-03-02T16:05:12.511Z',
      reversesId: '48190',
    },
  },
  [payoutIssued.type]: {
    says: "Closing the day took this performer's balance; the money is on its way to their card.",
    fields: {
      ...payoutFields,
      issuedAt: 'when the closing took it',
      closedBy: 'who closed the day; the nil UUIDv7 of the system where the schedule did',
    },
    example: { ...payout, issuedAt: '2026-03-02T20:00:01.250Z', closedBy: accountant },
  },
  [payoutPaid.type]: {
    says: 'The provider paid the payout to the card.',
    fields: { ...payoutFields, cardLast4: 'the last four digits of the card', paidAt: 'when the provider said so' },
    example: { ...payout, cardLast4: '4242', paidAt: '2026-03-02T20:00:03.977Z' },
  },
  [payoutReturned.type]: {
    says: 'The payout will not be paid; the money goes back to the balance.',
    fields: {
      ...payoutFields,
      reason: 'why it was not paid',
      actorId: 'who gave it back',
      returnedAt: 'when it was given back',
    },
    example: { ...payout, reason: 'card_refused', actorId: accountant, returnedAt: '2026-03-03T08:12:40.000Z' },
  },
}

/** The envelope of every event as the catalogue tells it. */
export const envelopeCatalogue: Told<CloudEvent>['fields'] = {
  specversion: 'the version of CloudEvents',
  id: 'this event; the same whenever and however it comes',
  source: 'the service that says it',
  type: 'its kind, with version',
  time: 'when the command that said it ran',
  datacontenttype: 'the form of `data`',
  position: 'its place on the topic, from 1, without holes',
  epoch: "raised when the speaker's database is restored from a backup: positions may then stand for other events",
  correlationid: 'what began with one request has one of these',
  traceparent: 'W3C trace context of the request',
  data: 'what the event carries, as its kind tells',
}

/** What the catalogue tells of a kind; throws where it tells nothing. */
export const toldOf = (type: string): Told<Readonly<Record<string, unknown>>> => {
  const told = new Map<string, Told<Readonly<Record<string, unknown>>>>(Object.entries(eventCatalogue)).get(type)
  if (!told) throw new Error(`${type} is not in the catalogue: packages/contracts/src/event-catalogue.ts`)
  return told
}
