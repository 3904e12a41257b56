import type { PayoutHold, PayoutProvider, PayoutStatus } from '@popug/contracts/billing.ts'
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
  /** When the bank was asked last. */
  readonly sentAt: number | null
  /** When the bank was first asked since it last refused; null where nothing is under way. */
  readonly askedSince: number | null
  /** How often the bank has refused for certain. */
  readonly refusals: number
  /** Which bank was asked last; null where none was. */
  readonly bank: PayoutProvider | null
  readonly paidAt: number | null
  /** What keeps it from being sent besides a card; see payout-hold.ts. */
  readonly hold: PayoutHold | null
  /** The register in which it waits, or waited, for a second person. */
  readonly registerId: string | null
  /** The business day whose sum it counts in, from its first attempt until the bank has refused it. */
  readonly countedDay: string | null
}

/** What the ledger says when it issues a payout. */
export type Issued = Pick<Payout, 'id' | 'userId' | 'day' | 'amountMinor' | 'currency' | 'issuedAt'>

interface Issuing {
  readonly hasCard: boolean
  readonly attemptsAllowed: number
  /** The register that it has to wait in; null where nobody is asked. */
  readonly registerId: string | null
  readonly now: number
}

/** A payout that the ledger has just issued: queued, or waiting where there is no card to pay to. */
export const issue = (issued: Issued, { hasCard, attemptsAllowed, registerId, now }: Issuing): Payout => ({
  ...issued,
  status: hasCard ? 'queued' : 'waiting_for_card',
  attempts: 0,
  attemptsAllowed,
  unanswered: 0,
  dueAt: hasCard && registerId === null ? now : null,
  hold: registerId === null ? null : 'approval',
  registerId,
  countedDay: null,
  failure: null,
  cardLast4: null,
  providerReference: null,
  sentAt: null,
  askedSince: null,
  refusals: 0,
  bank: null,
  paidAt: null,
})

interface Sending {
  /** Null where the bank is only asked about an earlier attempt. */
  readonly cardLast4: string | null
  readonly bank: PayoutProvider
  readonly now: number
  /** The business day of this moment. */
  readonly today: string
  /** Nobody else asks before this. */
  readonly claimedUntil: number
}

/**
 * A payout that is about to be asked of the bank. It counts in today's sum; one that may have been paid goes on counting
 * in the sum of the day on which it was first asked about.
 */
export const send = (payout: Payout, { cardLast4, bank, now, today, claimedUntil }: Sending): Payout => ({
  ...payout,
  hold: null,
  countedDay: payout.unanswered === 1 ? payout.countedDay : today,
  status: 'sent',
  attempts: payout.attempts + 1,
  unanswered: 1,
  dueAt: claimedUntil,
  cardLast4: cardLast4 ?? payout.cardLast4,
  sentAt: now,
  askedSince: payout.askedSince ?? now,
  // Who was asked before stays written down until that is settled.
  bank: payout.askedSince === null ? bank : payout.bank,
})

/** A payout without a card; it leaves the queue until its owner names one. */
export const awaitCard = (payout: Payout): Payout => ({
  ...payout,
  status: 'waiting_for_card',
  unanswered: 0,
  dueAt: null,
  hold: payout.hold === 'approval' ? 'approval' : null,
  countedDay: null,
  askedSince: null,
  providerReference: null,
})

/** A payout whose next attempt is at the given moment, or, where a second person is asked, when they have agreed. */
export const queue = (payout: Payout, dueAt: number): Payout => ({
  ...payout,
  status: 'queued',
  dueAt: payout.hold === 'approval' ? null : dueAt,
})

/** A payout that the bank has charged. */
export const pay = (payout: Payout, charge: Charge, at: number): Payout => ({
  ...payout,
  status: 'paid',
  unanswered: 0,
  dueAt: null,
  askedSince: null,
  failure: null,
  cardLast4: charge.cardLast4,
  providerReference: charge.reference,
  paidAt: at,
})

/** How long a bank that has taken a payout over may take for it before a person has to look, in milliseconds. */
const longestPending = 7 * 24 * 3_600_000
/** The shortest pause before a bank that has taken a payout over is asked how it stands. */
const shortestLook = 30_000

/** A payout that the bank has taken over: asked about again and again, though not for ever, until the bank is done. */
const keepPending = (payout: Payout, reference: string, at: number, pause: number): Payout => {
  const isOver = at - (payout.askedSince ?? at) > longestPending
  return {
    ...payout,
    status: isOver ? 'failed' : 'sent',
    unanswered: 1,
    // To ask how it stands is not another attempt at paying.
    attemptsAllowed: payout.attemptsAllowed + 1,
    dueAt: isOver ? null : at + Math.max(pause, shortestLook),
    failure: 'pending',
    providerReference: reference,
  }
}

/** What came of one attempt, and when. */
interface Outcome {
  readonly answer: BankAnswer
  readonly at: number
  /** Milliseconds until the next attempt, if there is one. */
  readonly pause: number
  /** Whether the money might have gone before this attempt already. */
  readonly before: Payout['unanswered']
}

/** A payout after the bank's answer: paid, pending, failed for good, or queued again after `pause` while attempts are left. */
export const settle = (payout: Payout, { answer, at, pause, before }: Outcome): Payout => {
  if (answer.outcome === 'paid') return pay(payout, answer, at)
  if (answer.outcome === 'no_card') return awaitCard(payout)
  if (answer.outcome === 'pending') return keepPending(payout, answer.reference, at, pause)
  const isFinal = answer.outcome === 'person' || ('permanent' in answer && answer.permanent)
  const isOver = isFinal || payout.attempts >= payout.attemptsAllowed
  const left = {
    status: isOver ? 'failed' : 'queued',
    dueAt: isOver ? null : at + pause,
    failure: answer.reason,
  } as const
  if (answer.outcome === 'refused') {
    const anew = { unanswered: 0, askedSince: null, providerReference: null, countedDay: null } as const
    return { ...payout, ...left, ...anew, refusals: payout.refusals + 1 }
  }
  if (answer.outcome === 'not_taken') {
    const asBefore = before === 0 ? ({ unanswered: 0, askedSince: null, countedDay: null } as const) : {}
    return { ...payout, ...left, ...asBefore }
  }
  return { ...payout, ...left, unanswered: 1 }
}

/** A failed payout in the queue again with a whole series of attempts; refuses one in any other state. */
export const retry = (payout: Payout, hasCard: boolean, attempts: number, now: number): Payout => {
  if (payout.status !== 'failed') throw new Refusal('payout_not_retryable')
  const again = { ...payout, attemptsAllowed: payout.attempts + attempts }
  // One that may have been paid is asked about even without a card: the answer is the bank's, not ours.
  return hasCard || payout.unanswered === 1 ? queue(again, now) : awaitCard(again)
}

/** Whether the money of a payout in this state may go back to the balance: it is not under way. */
export const isReturnable = ({ status, hold }: Pick<Payout, 'status' | 'hold'>): boolean =>
  status === 'failed' || status === 'waiting_for_card' || (status === 'queued' && hold === 'approval')

/** Whether nobody knows what became of it, and nobody is asking by itself any more. */
export const isUncertain = ({ status, unanswered }: Pick<Payout, 'status' | 'unanswered'>): boolean =>
  status === 'failed' && unanswered === 1

/** A payout of which it has been found out that the bank has not paid it, nor will. */
export const provenUnpaid = (payout: Payout): Payout => ({
  ...payout,
  unanswered: 0,
  askedSince: null,
  providerReference: null,
  countedDay: null,
  failure: 'found_unpaid',
  refusals: payout.refusals + 1,
})

/** Why a returnable payout was not paid, in a word. */
export const whyUnpaid = ({ status, failure }: Pick<Payout, 'status' | 'failure'>): string =>
  status === 'waiting_for_card' ? 'no_card' : status === 'queued' ? 'not_approved' : (failure ?? 'failed')

/** A payout whose money goes back to the balance; refuses while the bank may still pay it, or has. */
export const giveBack = (payout: Payout, reason = whyUnpaid(payout)): Payout => {
  if (!isReturnable(payout)) throw new Refusal('payout_not_returnable')
  const ended = { status: 'returned', failure: reason, hold: null, countedDay: null } as const
  return { ...payout, ...ended, unanswered: 0, dueAt: null, askedSince: null }
}

const firstPause = 2_000
const longestPause = 3_600_000

/** Milliseconds until the next attempt: four times longer each time, an hour at most, less up to half by `chance` (0..1). */
export const pauseAfter = (attempts: number, chance: number): number =>
  Math.round(Math.min(longestPause, firstPause * 4 ** Math.max(0, attempts - 1)) * (1 - chance / 2))
