/**
 * Paying: claim, ask, write down.
 *
 *     queued ──claim (transaction)──► sent ──ask the bank (no transaction)──► answer ──settle (transaction)──► paid
 *        ▲                                                                                                │
 *        └──────────────────────── refused for now, or no answer: after a pause ──────────────────────────┘
 *
 * Invariants
 * - The bank is asked under the payout's id, at every attempt the same, so it charges once however often it is asked.
 * - From the claim on a payout counts as perhaps paid, until the bank says otherwise: it cannot be returned meanwhile.
 *
 * When it dies
 * - before the claim commits: nothing has happened;
 * - after the claim, before or after the bank has charged: the claim runs out, and whoever claims next asks again;
 * - two of them at once: the rows are locked while they are claimed, so each payout has one asker at a time.
 */
import { type Claim, sendPayouts } from '../commands/send-payouts.ts'
import { type Answered, settlePayouts } from '../commands/settle-payouts.ts'
import { job } from '../world.ts'

/** Calls to the bank at the same time. */
const lanes = 8
/** Payouts of one run; the next one begins at once where there are more. */
const perRun = 400

/** Pays what is queued, at most eight at a time. */
export const payPayouts = job({
  name: 'pay-payouts',
  every: 1_000,
  run: async (session, signal) => {
    const { clock, tools } = session
    const calls = new Set<Promise<void>>()
    const answers = new Set<Answered>()
    let claimed = 0

    const ask = (claim: Claim): void => {
      const call = tools.teller
        .ask(claim, signal)
        .then((answer) => void answers.add({ claim, answer }))
        .finally(() => calls.delete(call))
      calls.add(call)
    }

    try {
      do {
        const at = clock.now()
        let settled: Answered[] = []
        const claims = await session.transaction(async (ctx) => {
          // Taken here, not before: whatever was answered while this transaction waited for its turn goes with it.
          settled = [...answers]
          await settlePayouts(ctx, { at, answered: settled })
          const free = signal.aborted ? 0 : Math.min(lanes - calls.size, perRun - claimed)
          return free > 0 ? sendPayouts(ctx, { at, limit: free }) : []
        })
        for (const one of settled) answers.delete(one)
        claimed += claims.length
        for (const claim of claims) ask(claim)
        if (calls.size > 0) await Promise.race(calls)
      } while (calls.size > 0 || answers.size > 0)
    } finally {
      await Promise.allSettled(calls)
    }
    return claimed === perRun && !signal.aborted ? 'more' : undefined
  },
})
