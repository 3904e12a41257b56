import type { PayoutStatus } from '@popug/contracts/billing.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import type { BankAnswer, Charge } from './bank-answer.ts'

/** A payout as Billing keeps it. Times are epoch milliseconds, the amount minor units. */
export interface Payout {
  readonly id: string
  readonly userId: string
  readonly day: string
  readonly amountMinor: number
  readonly currency: string
  readonly status: PayoutStatus
  readonly attempts: number
  /** The number of attempts after which the series ends; a retry begins another one. */
  readonly attemptsAllowed: number
  /** 1 from the moment the bank is asked until it has answered: while it is, the money may have gone. */
  readonly unanswered: 0 | 1
  /** When `queued`: the next attempt. When `sent`: from when on the one who asked counts as dead. Otherwise null. */
  readonly dueAt: number | null
  readonly failure: string | null
  readonly cardLast4: string | null
  readonly providerReference: string | null
  readonly issuedAt: number
  readonly sentAt: number | null
  readonly paidAt: number | null
}

/** What the ledger says when it issues a payout. */
export type Issued = Pick<Payout, 'id' | 'userId' | 'day' | 'amountMinor' | 'currency' | 'issuedAt'>

/** A payout that the ledger has just issued: queued, or waiting where there is no card to pay to. */
export const issue = (issued: Issued, hasCard: boolean, attemptsAllowed: number, now: number): Payout => ({
  ...issued,
  status: hasCard ? 'queued' : 'waiting_for_card',
  attempts: 0,
  attemptsAllowed,
  unanswered: 0,
  dueAt: hasCard ? now : null,
  failure: null,
  cardLast4: null,
  providerReference: null,
  sentAt: null,
  paidAt: null,
})

/** A payout that is about to be asked of the bank; nobody else asks before `claimedUntil`. */
export const send = (payout: Payout, cardLast4: string | null, now: number, claimedUntil: number): Payout => ({
  ...payout,
  status: 'sent',
  attempts: payout.attempts + 1,
  unanswered: 1,
  dueAt: claimedUntil,
  cardLast4: cardLast4 ?? payout.cardLast4,
  sentAt: now,
})

/** A payout without a card; it leaves the queue until its owner names one. */
export const awaitCard = (payout: Payout): Payout => ({
  ...payout,
  status: 'waiting_for_card',
  unanswered: 0,
  dueAt: null,
})

/** A payout whose next attempt is at the given moment. */
export const queue = (payout: Payout, dueAt: number): Payout => ({ ...payout, status: 'queued', dueAt })

/** A payout that the bank has charged. */
export const pay = (payout: Payout, charge: Charge, at: number): Payout => ({
  ...payout,
  status: 'paid',
  unanswered: 0,
  dueAt: null,
  failure: null,
  cardLast4: charge.cardLast4,
  providerReference: charge.reference,
  paidAt: at,
})

/** A payout after the bank's answer: paid, failed for good, or queued again after `pause` while attempts are left. */
export const settle = (payout: Payout, answer: BankAnswer, at: number, pause: number): Payout => {
  if (answer.outcome === 'paid') return pay(payout, answer, at)
  if (answer.outcome === 'no_card') return awaitCard(payout)
  const isOver = payout.attempts >= payout.attemptsAllowed || (answer.outcome === 'refused' && answer.permanent)
  return {
    ...payout,
    status: isOver ? 'failed' : 'queued',
    unanswered: answer.outcome === 'unknown' ? 1 : 0,
    dueAt: isOver ? null : at + pause,
    failure: answer.reason,
  }
}

/** A failed payout in the queue again with a whole series of attempts; refuses one in any other state. */
export const retry = (payout: Payout, hasCard: boolean, attempts: number, now: number): Payout => {
  if (payout.status !== 'failed') throw new Refusal('payout_not_retryable')
  const again = { ...payout, attemptsAllowed: payout.attempts + attempts }
  // One that may have been paid is asked about even without a card: the answer is the bank's, not ours.
  return hasCard || payout.unanswered === 1 ? queue(again, now) : awaitCard(again)
}

/** Whether the money of a payout in this state may go back to the balance. */
export const isReturnable = ({ status }: Pick<Payout, 'status'>): boolean =>
  status === 'failed' || status === 'waiting_for_card'

/** A payout whose money goes back to the balance; refuses while the bank may still pay it, or has. */
export const giveBack = (payout: Payout): Payout => {
  if (!isReturnable(payout)) throw new Refusal('payout_not_returnable')
  return { ...payout, status: 'returned', unanswered: 0, dueAt: null }
}

const firstPause = 2_000
const longestPause = 3_600_000

/** Milliseconds until the next attempt: four times longer each time, an hour at most, less up to half by `chance` (0..1). */
export const pauseAfter = (attempts: number, chance: number): number =>
  Math.round(Math.min(longestPause, firstPause * 4 ** Math.max(0, attempts - 1)) * (1 - chance / 2))
