import type { ReconciliationOutcome, ReconciliationReason } from '@popug/contracts/reconciliations.ts'
import type { Payout } from './payout.ts'
import type { RegisterLine } from './register-lines.ts'

/** What became of a line of the register, or of a payout that is not in it. */
export interface Compared {
  readonly outcome: ReconciliationOutcome
  readonly reason: ReconciliationReason | null
  /** The line of the file. */
  readonly line: number | null
  readonly payoutId: string | null
  readonly reference: string | null
  readonly registerMinor: number | null
  readonly paidMinor: number | null
}

type Known = Pick<Payout, 'id' | 'status' | 'amountMinor' | 'currency' | 'providerReference'>

const differenceOf = (line: Extract<RegisterLine, { fault: null }>, payout: Known): ReconciliationReason | null => {
  if (line.currency !== payout.currency) return 'currency'
  if (line.amountMinor !== payout.amountMinor) return 'amount'
  const told = line.reference !== null && payout.providerReference !== null
  return told && line.reference !== payout.providerReference ? 'reference' : null
}

/**
 * Compares a line of the register with the payout that it names, where there is one. Its amount is kept where it is in the
 * installation's own currency, for sums of two currencies mean nothing.
 */
export const compare = (line: RegisterLine, payout: Known | undefined, currency: string): Compared => {
  const nothing = { line: line.line, payoutId: null, reference: null, registerMinor: null, paidMinor: null }
  if (line.fault !== null) return { ...nothing, outcome: 'refused', reason: line.fault }
  const { payoutId, reference } = line
  const registerMinor = line.currency === currency ? line.amountMinor : null
  const told = { ...nothing, payoutId, reference, registerMinor }
  if (!payout) return { ...told, outcome: 'extra', reason: 'unknown_payout' }
  if (payout.status !== 'paid') return { ...told, outcome: 'extra', reason: 'not_paid' }
  const reason = differenceOf(line, payout)
  return { ...told, outcome: reason === null ? 'matched' : 'different', reason, paidMinor: payout.amountMinor }
}

/** A payout that was paid here, and that the register does not name. */
export const missing = ({ id, amountMinor, providerReference }: Known): Compared => ({
  outcome: 'missing',
  reason: null,
  line: null,
  payoutId: id,
  reference: providerReference,
  registerMinor: null,
  paidMinor: amountMinor,
})
