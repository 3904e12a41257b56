import type { PayoutStatus } from '@popug/contracts/billing.ts'
import type { RegisterStatus } from '@popug/contracts/payout-registers.ts'
import type { PayoutStepReason } from '@popug/contracts/payout-steps.ts'
import type { Generated } from 'kysely'
import type { Payout } from '../domain/payout.ts'
import type { Compared } from '../domain/reconcile.ts'

/** A card: what may be shown, and the number sealed. */
export interface CardRow {
  userId: string
  brand: string
  last4: string
  /** Nonce, tag and ciphertext; see bank/card-cipher.ts. */
  sealed: Uint8Array
  /** The name of the key it is sealed with. */
  keyId: string
  /** Equal where the number is equal, under the key of this name; null until the fingerprints' job has met the card. */
  fingerprint: Uint8Array | null
  fingerprintKey: string | null
  changedAt: number
}

/** A step of a payout's way. */
export interface PayoutStepRow {
  id: number
  payoutId: string
  at: number
  status: PayoutStatus
  attempt: number
  failure: string | null
  actorId: string | null
  reason: PayoutStepReason | null
  /** What the person who did it wrote about it. */
  note: string | null
}

/** What was sent, or may have been, on a business day; the row is locked by whoever counts. */
export interface SendingDayRow {
  day: string
  payouts: number
  amountMinor: number
}

/** Payouts of a closed day that wait for a second person together. */
export interface RegisterRow {
  id: string
  day: string
  status: RegisterStatus
  /** Who closed the day, as far as the ledger has said. */
  closedBy: string | null
  openedAt: number
  decidedBy: string | null
  decidedAt: number | null
  reason: string | null
  /** 1 when every payout has followed the decision. */
  followed: 0 | 1
}

/**
 * What the sandbox bank was asked while it still lived inside Billing, and what came of it. Nothing is written here any
 * more; what was charged then stays charged.
 */
export interface SandboxChargeRow {
  payoutId: string
  amountMinor: number
  currency: string
  outcome: 'new' | 'paid' | 'refused' | 'refused_for_now'
  reference: string | null
  cardLast4: string | null
  attempts: number
  at: number
}

/** A comparison of the bank's register with the payouts paid from one day to another. */
export interface ReconciliationRow {
  id: string
  fromDay: string
  toDay: string
  createdAt: number
  actorId: string
  /** Lines of the register. */
  lines: number
}

/** A line of a comparison's result. */
export interface ReconciliationLineRow extends Compared {
  reconciliationId: string
  number: number
}

/** Billing's tables. */
export interface Tables {
  cards: CardRow
  payouts: Payout
  payoutSteps: Omit<PayoutStepRow, 'id'> & { id: Generated<number> }
  sandboxCharges: SandboxChargeRow
  sendingDays: SendingDayRow
  payoutRegisters: RegisterRow
  reconciliations: ReconciliationRow
  reconciliationLines: ReconciliationLineRow
}
