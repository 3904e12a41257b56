import type { MailKind, MailStatus } from '@popug/contracts/mailer.ts'
import type { Language } from '@popug/contracts/roles.ts'
import type { DeliveryStatus, WebhookReason, WebhookStatus } from '@popug/contracts/webhooks.ts'

/** A letter: what it is about, what was written, and how far it has come. */
export interface MailRow {
  id: string
  userId: string
  /** What the letter is about: a payout; a note, which is about none, has its own id here. */
  payoutId: string
  kind: MailKind
  amountMinor: number
  currency: string
  day: string
  reason: string | null
  /** Empty until the first try; written once, so that a letter sent again is the same letter. */
  messageId: string
  language: Language | null
  subject: string
  text: string
  html: string
  /** Where the last try went. */
  toAddress: string
  /** Subject and address in small letters, for SQLite folds ASCII alone; null in letters from before it was kept. */
  searchText: string | null
  status: MailStatus
  attempts: number
  /** How many times in a row Auth did not answer. */
  lookups: number
  nextAttemptAt: number
  /** Until when one instance has it in hand; null: nobody. */
  claimedUntil: number | null
  /** Whether it may be on the wire right now. */
  sending: 0 | 1
  failure: string | null
  /** How many times a mail server took it, how many times nobody knows whether it did, how many times people sent it again. */
  accepted: number
  ambiguous: number
  resendings: number
  createdAt: number
  sentAt: number | null
}

/** A program that is told of events. Secrets are sealed; `events` are words with a space between them. */
export interface WebhookRow {
  id: string
  url: string
  description: string
  events: string
  status: WebhookStatus
  reason: WebhookReason | null
  /** Since when every try has failed; null: the last one did not. */
  failingSince: number | null
  /** How many times in a row it failed, and until when it is left alone for that; 0: it is not. */
  failures: number
  restUntil: number
  secret: string
  /** The secret before, which signs too until `oldSecretUntil`. */
  oldSecret: string | null
  oldSecretUntil: number | null
  createdBy: string
  createdAt: number
}

/** An event on its way to a program. */
export interface DeliveryRow {
  id: string
  webhookId: string
  eventId: string
  type: string
  body: string
  status: DeliveryStatus
  attempts: number
  nextAttemptAt: number
  /** Until when one instance has it in hand; null: nobody. */
  claimedUntil: number | null
  answer: number | null
  failure: string | null
  milliseconds: number | null
  createdAt: number
  sentAt: number | null
}

export interface Tables {
  webhooks: WebhookRow
  /** Webhooks that were taken away and may have deliveries left. */
  removedWebhooks: { id: string }
  webhookDeliveries: DeliveryRow
  mails: MailRow
  /** People as Auth told, each with the moment it was asked. */
  recipients: { userId: string; name: string; email: string; language: Language | null; askedAt: number }
  /** Which letters people want; somebody without a row gets those about payouts alone. */
  choices: { userId: string; notes: 0 | 1; payoutsOnly: 0 | 1; changedAt: number }
  /** The note that is being gathered for a person: its letter, and how many tasks were given beyond those listed. */
  notes: { userId: string; mailId: string; more: number }
  /** The tasks that it lists. */
  noteTasks: { userId: string; taskId: string; taskKey: string; title: string; givenAt: number }
  /** Addresses that letters bounced from for good, each with the letter that last did; `liftedAt` null: no letter goes there. */
  suppressions: {
    id: string
    /** As `addressKey` gives it. */
    address: string
    userId: string
    mailId: string
    failure: string
    bouncedAt: number
    liftedAt: number | null
    liftedBy: string | null
  }
  /** What the built-in mail catcher received. */
  caughtLetters: {
    id: string
    messageId: string
    mailId: string | null
    sender: string
    recipient: string
    subject: string
    text: string
    html: string
    source: string
    receivedAt: number
  }
}
