import { type Static, Type } from 'typebox'
import { Moment } from './days.ts'
import { Id, IdList } from './ids.ts'
import { anyone, only, ownOr, signedIn } from './roles.ts'
import { closedObject, orNull, pageOf, paging, query, route } from './route.ts'

const service = 'mailer'

export const mailStatuses = ['queued', 'sent', 'failed'] as const
export type MailStatus = (typeof mailStatuses)[number]
const Status = Type.Enum([...mailStatuses])

export const payoutMailKinds = ['payout_issued', 'payout_returned'] as const
export type PayoutMailKind = (typeof payoutMailKinds)[number]
export const mailKinds = [...payoutMailKinds, 'tasks_assigned'] as const
export type MailKind = (typeof mailKinds)[number]
const Kind = Type.Enum([...mailKinds])

/** A letter, about a payout or about tasks given. `to` and `subject` are empty until it has been addressed. */
export const Mail = Type.Object({
  id: Id,
  userId: Id,
  payoutId: orNull(Id),
  kind: Kind,
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

/** Which letters a person wants. `notes`: one when tasks are given to them; `payoutsOnly`: none but about payouts, whatever else is chosen. */
export const LetterChoices = Type.Object({ notes: Type.Boolean(), payoutsOnly: Type.Boolean() })
export type LetterChoices = Static<typeof LetterChoices>

const byId = closedObject({ id: Id })
const byToken = closedObject({
  token: Type.String({ pattern: '^[0-9a-f-]{36}~[\\w-]{43}$', description: 'whom a link stands for, signed' }),
})

export const mailerRoutes = {
  listMails: route({
    name: 'listMails',
    service,
    method: 'GET',
    path: '/mails',
    who: ownOr('accountant', 'admin'),
    summary: 'Letters, newest first; by part of the subject or the address too',
    query: query({
      ...paging,
      q: Type.Optional(Type.String({ maxLength: 100 })),
      userId: Type.Optional(Id),
      payoutId: Type.Optional(Id),
      payoutIds: Type.Optional(IdList),
      status: Type.Optional(Status),
      kind: Type.Optional(Kind),
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
  getMailSource: route({
    name: 'getMailSource',
    service,
    method: 'GET',
    path: '/mails/:id/source',
    who: ownOr('accountant', 'admin'),
    summary: 'One letter as it goes over the wire; mail servers add lines of their own on its way',
    params: byId,
    answer: Type.Object({ source: Type.String({ description: 'RFC 5322; empty before the letter is written' }) }),
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
  getMyChoices: route({
    name: 'getMyChoices',
    service,
    method: 'GET',
    path: '/choices/me',
    who: signedIn,
    summary: 'Which letters the person wants',
    answer: LetterChoices,
  }),
  changeMyChoices: route({
    name: 'changeMyChoices',
    service,
    method: 'PUT',
    path: '/choices/me',
    who: signedIn,
    summary: 'Chooses letters; letters about payouts always come',
    body: closedObject({ notes: Type.Optional(Type.Boolean()), payoutsOnly: Type.Optional(Type.Boolean()) }),
    answer: LetterChoices,
  }),
  openUnsubscription: route({
    name: 'openUnsubscription',
    service,
    method: 'GET',
    path: '/unsubscriptions/:token',
    who: anyone,
    summary: 'Leads to the page that asks whether letters should stop; changes nothing',
    params: byToken,
    status: 303,
    answer: null,
  }),
  unsubscribe: route({
    name: 'unsubscribe',
    service,
    method: 'POST',
    path: '/unsubscriptions/:token',
    who: anyone,
    summary: 'Stops letters but those about payouts, for the person whom the link in a letter stands for (RFC 8058)',
    params: byToken,
    takesForms: true,
    status: 204,
    answer: null,
    refusals: ['not_found'],
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
