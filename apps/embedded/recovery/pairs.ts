import {
  type DataOf,
  type EventKind,
  type HeardDataOf,
  payoutIssued,
  payoutReturned,
  taskAssigned,
  taskClosed,
} from '@popug/contracts/events.ts'
import type { Fact } from '@popug/contracts/operations.ts'
import type { ServiceName } from '@popug/contracts/topology.ts'

interface Side {
  readonly service: ServiceName
  /** What the service calls these facts. */
  readonly kind: string
}

/** Two services that must tell the same: what one said that it did, and what the other made of it. */
export interface Pair {
  readonly invariant: string
  readonly says: string
  readonly cause: Side
  readonly effect: Side
  /** The event that carries it, in whatever version, and the fact that it tells. */
  readonly event: { readonly kind: EventKind; readonly factOf: (data: never) => Fact }
}

const carriedBy = <K extends EventKind>(kind: K, factOf: (data: HeardDataOf<K>) => Fact): Pair['event'] => ({
  kind,
  factOf,
})
const side = (service: ServiceName, kind: string): Side => ({ service, kind })

/** What an issued payout and its return have in common. */
type PayoutData = Pick<DataOf<typeof payoutIssued>, 'payoutId' | 'userId' | 'day' | 'amountMinor'>
const payoutFact = ({ payoutId, userId, day, amountMinor }: PayoutData): Fact => ({
  id: payoutId,
  value: `${userId} ${day} ${amountMinor}`,
})

/** Every pair of neighbours that an event connects. */
export const pairs: readonly Pair[] = [
  {
    invariant: 'I2',
    says: 'each assignment was charged one fee',
    cause: side('tasks', 'assignments'),
    effect: side('accounts', 'fees'),
    event: carriedBy(taskAssigned, ({ taskId, userId }) => ({ id: taskId, value: userId })),
  },
  {
    invariant: 'I3',
    says: 'each closing earned one reward',
    cause: side('tasks', 'closings'),
    effect: side('accounts', 'rewards'),
    event: carriedBy(taskClosed, ({ taskId, userId }) => ({ id: taskId, value: userId })),
  },
  {
    invariant: 'I7',
    says: 'each payout is known to billing',
    cause: side('accounts', 'payouts'),
    effect: side('billing', 'payouts'),
    event: carriedBy(payoutIssued, payoutFact),
  },
  {
    invariant: 'I7',
    says: 'each payout has its letter',
    cause: side('accounts', 'payouts'),
    effect: side('mailer', 'issued-mails'),
    event: carriedBy(payoutIssued, payoutFact),
  },
  {
    invariant: 'I7',
    says: 'each payout that billing returned is back on its balance',
    cause: side('billing', 'returns'),
    effect: side('accounts', 'returns'),
    event: carriedBy(payoutReturned, payoutFact),
  },
  {
    invariant: 'I7',
    says: 'each payout that billing returned has its letter',
    cause: side('billing', 'returns'),
    effect: side('mailer', 'returned-mails'),
    event: carriedBy(payoutReturned, payoutFact),
  },
]

/** Figures that analytics and the ledger must have in common, day by day. */
export const figures = [
  { invariant: 'I10', says: 'profit in analytics is profit in accounts', kind: 'profits' },
  { invariant: 'I10', says: 'losers in analytics are losers in accounts', kind: 'losers' },
] as const
