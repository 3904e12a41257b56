import type { MailKind, MailStatus } from '@popug/contracts/mailer.ts'
import type { Language } from '@popug/contracts/roles.ts'

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

export interface Tables {
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
