import { type Static, Type } from 'typebox'
import { Moment } from './days.ts'
import { Id } from './ids.ts'
import { only } from './roles.ts'
import { pageOf, paging, query, route } from './route.ts'
import type { ServiceName } from './topology.ts'

/** What people do that must be known afterwards, by what it is done to: what the subject of a record names. */
export const auditActions = {
  'user.registered': 'user',
  'user.renamed': 'user',
  'user.role_changed': 'user',
  'user.disabled': 'user',
  'user.enabled': 'user',
  'user.password_given': 'user',
  'user.password_changed': 'user',
  'user.sessions_ended': 'user',
  'user.invited': 'user',
  'people.imported': 'run',
  'people.invited': 'run',
  'passkey.added': 'user',
  'passkey.removed': 'user',
  'passkey.copied': 'user',
  'token.created': 'user',
  'token.ended': 'user',
  'task.reassigned': 'task',
  'reassignment.begun': 'run',
  'import.begun': 'run',
  'day.closed': 'day',
  'balance.corrected': 'user',
  'transaction.reversed': 'user',
  'prices.changed': 'none',
  'rule.changed': 'none',
  'payout.retried': 'payout',
  'payout.returned': 'payout',
  'payout.found_out': 'payout',
  'payouts.approved': 'day',
  'payouts.rejected': 'day',
  'payouts.reconciled': 'day',
  'card.replaced': 'user',
  'card.forgotten': 'user',
  'cards.renewed': 'none',
  'mail.resent': 'mail',
  'suppression.lifted': 'user',
  'webhook.created': 'webhook',
  'webhook.changed': 'webhook',
  'webhook.secret_renewed': 'webhook',
  'webhook.removed': 'webhook',
  'statistics.rebuilt': 'none',
  'dead_letter.replayed': 'event',
  'dead_letter.discarded': 'event',
  'events.parked': 'event',
  'events.rewound': 'event',
} as const

export type AuditAction = keyof typeof auditActions
export const AuditAction = Type.Enum(Object.keys(auditActions) as AuditAction[])

/** What a record tells besides its subject; never a secret. Each has words of its own on the page: `audit.detail.<key>`. */
export const AuditDetail = Type.Partial(
  Type.Object({
    name: Type.String(),
    role: Type.String(),
    roleBefore: Type.String(),
    userId: Type.String(),
    amountMinor: Type.Integer(),
    reason: Type.String(),
    day: Type.String(),
    transactionId: Type.String(),
    count: Type.Integer(),
    topic: Type.String(),
    position: Type.Integer(),
    fees: Type.String(),
    rewards: Type.String(),
    setting: Type.String(),
    before: Type.String(),
    after: Type.String(),
    scopes: Type.String(),
  }),
)
export type AuditDetail = Static<typeof AuditDetail>

/** One thing that somebody did; kept for good. */
export const AuditRecord = Type.Object({
  id: Id,
  at: Moment,
  actorId: Type.String({ description: 'a person; the zero id stands for the clock, and for the command line' }),
  action: AuditAction,
  subject: Type.String({ description: 'a person, task, run, payout or letter by id, a day, an event' }),
  detail: AuditDetail,
})
export type AuditRecord = Static<typeof AuditRecord>

/** The route by which every service tells who did what in it. */
export const auditRoutes = <S extends ServiceName>(service: S) => ({
  listAudit: route({
    name: `${service}.listAudit`,
    service,
    method: 'GET',
    path: '/audit',
    who: only('admin'),
    summary: 'Who did what, newest first; `from` is included, `to` is not',
    query: query({
      ...paging,
      actorId: Type.Optional(Id),
      action: Type.Optional(AuditAction),
      from: Type.Optional(Moment),
      to: Type.Optional(Moment),
    }),
    answer: pageOf(AuditRecord),
  }),
})
