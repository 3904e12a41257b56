import type { Payout } from './payout.ts'

/** A payout that its second person has agreed to: sent as soon as it has a card. */
export const release = (payout: Payout, now: number): Payout => ({
  ...payout,
  hold: null,
  dueAt: payout.status === 'queued' ? now : payout.dueAt,
})

/** A payout that does not fit into what may still be sent today; it is tried again at `tomorrow`. */
const putOff = (payout: Payout, tomorrow: number): Payout => ({ ...payout, hold: 'day_limit', dueAt: tomorrow })

/** A payout that no day may send, for it alone is above the limit of a day; a person has to look at it. */
const refuseAsTooLarge = (payout: Payout): Payout => ({
  ...payout,
  status: 'failed',
  failure: 'above_day_limit',
  dueAt: null,
  hold: null,
})

/** What is left of a day's limit (null: there is none), and what became of payouts that were to be sent within it. */
interface Shares {
  readonly fitting: readonly Payout[]
  readonly putOff: readonly Payout[]
  readonly tooLarge: readonly Payout[]
}

/**
 * Shares what is left of today among payouts, in their order: one that does not fit makes room for a smaller one after it.
 * What may have been paid is never kept back: asking about it is how one comes to know.
 */
export const shareOut = (
  due: readonly Payout[],
  { limit, sent, tomorrow }: { limit: number | null; sent: number; tomorrow: number },
): Shares => {
  if (limit === null) return { fitting: due, putOff: [], tooLarge: [] }
  const fitting: Payout[] = []
  const late: Payout[] = []
  const tooLarge: Payout[] = []
  let left = limit - sent
  for (const payout of due) {
    if (payout.unanswered === 1) fitting.push(payout)
    else if (payout.amountMinor > limit) tooLarge.push(refuseAsTooLarge(payout))
    else if (payout.amountMinor > left) late.push(putOff(payout, tomorrow))
    else {
      left -= payout.amountMinor
      fitting.push(payout)
    }
  }
  return { fitting, putOff: late, tooLarge }
}
