import type { LedgerRow } from './posting.ts'

/** A row with what it takes back, and what took it back; by number, null where there is none. */
export interface LinkedRow extends LedgerRow {
  readonly reverses: number | null
  readonly reversedBy: number | null
}

/** Whether a row can be taken back: a payout is on its way at the bank, and a reversal of a reversal is a new correction. */
export const isReversible = ({ kind, reverses }: Pick<LinkedRow, 'kind' | 'reverses'>): boolean =>
  reverses === null && (kind === 'fee' || kind === 'reward' || kind === 'correction')
