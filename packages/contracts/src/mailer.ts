import { type Static, Type } from 'typebox'
import { Moment } from './days.ts'
import { Id } from './ids.ts'
import { only, ownOr } from './roles.ts'
import { closedObject, orNull, pageOf, paging, query, route } from './route.ts'

const service = 'mailer'

export const mailStatuses = ['queued', 'sent', 'failed'] as const
export type MailStatus = (typeof mailStatuses)[number]
const Status = Type.Enum([...mailStatuses])

export const mailKinds = ['payout_issued', 'payout_returned'] as const
export type MailKind = (typeof mailKinds)[number]

/** A letter. `to` and `subject` are empty until it has been addressed. */
export const Mail = Type.Object({
  id: Id,
  userId: Id,
  payoutId: orNull(Id),
  kind: Type.Enum([...mailKinds]),
  to: Type.String(),
  subject: Type.String(),
  status: Status,
  attempts: Type.Integer(),
  failure: orNull(Type.String()),
  createdAt: Moment,
  sentAt: orNull(Moment),
})
export type Mail = Static<typeof Mail>
export const MailWithBody = Type.Object({ ...Mail.properties, text: Type.String(), html: Type.String() })
export type MailWithBody = Static<typeof MailWithBody>

/** An address that no letter goes to, because a mail server said that it is gone; `mailId` and `failure`: the letter that last bounced, and what was said. */
export const Suppression = Type.Object({
  id: Id,
  address: Type.String(),
  userId: Id,
  mailId: Id,
  failure: Type.String(),
  bouncedAt: Moment,
})
export type Suppression = Static<typeof Suppression>

/** A letter as the built-in mail catcher received it over SMTP. */
export const CaughtLetter = Type.Object({
  id: Id,
  messageId: Type.String(),
  mailId: orNull(Id),
  from: Type.String(),
  to: Type.String(),
  subject: Type.String(),
  text: Type.String(),
  html: Type.String(),
  receivedAt: Moment,
})
export type CaughtLetter = Static<typeof CaughtLetter>
/** The same with the message as it came over the wire. */
export const CaughtLetterWithSource = Type.Object({ ...CaughtLetter.properties, source: Type.String() })
export type CaughtLetterWithSource = Static<typeof CaughtLetterWithSource>

const byId = closedObject({ id: Id })

export const mailerRoutes = {
  listMails: route({
    name: 'listMails',
    service,
    method: 'GET',
    path: '/mails',
    who: ownOr('accountant', 'admin'),
    summary: 'Letters, newest first',
    query: query({
      ...paging,
      userId: Type.Optional(Id),
      payoutId: Type.Optional(Id),
      status: Type.Optional(Status),
    }),
    answer: pageOf(Mail),
  }),
  getMail: route({
    name: 'getMail',
    service,
    method: 'GET',
    path: '/mails/:id',
    who: ownOr('accountant', 'admin'),
    summary: 'One letter as it was sent',
    params: byId,
    answer: MailWithBody,
    refusals: ['not_found'],
  }),
  resendMail: route({
    name: 'resendMail',
    service,
    method: 'POST',
    path: '/mails/:id/resending',
    who: only('accountant', 'admin'),
    summary: 'Queues the letter again',
    params: byId,
    answer: Mail,
    refusals: ['not_found', 'mail_not_resendable'],
  }),
  listSuppressions: route({
    name: 'listSuppressions',
    service,
    method: 'GET',
    path: '/suppressions',
    who: only('accountant', 'admin'),
    summary: 'Addresses that no letter goes to because letters bounced, the latest bounce first',
    query: query({ ...paging }),
    answer: pageOf(Suppression),
  }),
  liftSuppression: route({
    name: 'liftSuppression',
    service,
    method: 'POST',
    path: '/suppressions/:id/lifting',
    who: only('accountant', 'admin'),
    summary: 'Lets letters go to the address again',
    params: byId,
    answer: Suppression,
    refusals: ['not_found'],
  }),
  listCaughtLetters: route({
    name: 'listCaughtLetters',
    service,
    method: 'GET',
    path: '/caught-letters',
    who: only('accountant', 'admin'),
    summary: 'What the built-in mail catcher received, newest first; empty where letters go to a real server',
    query: query({ ...paging, mailId: Type.Optional(Id) }),
    answer: pageOf(CaughtLetter),
  }),
  getCaughtLetter: route({
    name: 'getCaughtLetter',
    service,
    method: 'GET',
    path: '/caught-letters/:id',
    who: only('accountant', 'admin'),
    summary: 'One received letter with its source',
    params: byId,
    answer: CaughtLetterWithSource,
    refusals: ['not_found'],
  }),
}
