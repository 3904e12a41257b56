import type { PayoutMailKind } from '@popug/contracts/mailer.ts'
import { newId } from '@popug/service-kit'
import { mailRepository } from '../db/mail-repository.ts'
import type { MailRow } from '../db/tables.ts'
import type { Command } from '../world.ts'

/** What a letter about a payout is to tell. */
export interface MailFacts {
  readonly kind: PayoutMailKind
  readonly userId: string
  readonly payoutId: string
  readonly amountMinor: number
  readonly currency: string
  readonly day: string
  readonly reason: string | null
}

/** A letter that was not written yet. */
export const unsent = {
  messageId: '',
  language: null,
  searchText: null,
  subject: '',
  text: '',
  html: '',
  toAddress: '',
  status: 'queued',
  attempts: 0,
  lookups: 0,
  claimedUntil: null,
  sending: 0,
  failure: null,
  accepted: 0,
  ambiguous: 0,
  resendings: 0,
  sentAt: null,
} as const

/** Queues a letter for each of these facts, one per payout and kind however often it is told. */
export const queueMails: Command<readonly MailFacts[], void> = async (ctx, facts) => {
  const rows = facts.map(
    ({ kind, userId, payoutId, amountMinor, currency, day, reason }): MailRow => ({
      ...unsent,
      id: newId(ctx.now),
      userId,
      payoutId,
      kind,
      amountMinor,
      currency,
      day,
      reason,
      nextAttemptAt: ctx.now,
      createdAt: ctx.now,
    }),
  )
  await mailRepository(ctx.db).add(rows)
  ctx.wake('send-mails')
}
