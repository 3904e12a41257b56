import type { DataOf, payoutReturned } from '@popug/contracts/events.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import { ledgerRepository } from '../db/ledger-repository.ts'
import { payoutRepository } from '../db/payout-repository.ts'
import { postingDay } from '../domain/business-days.ts'
import type { Entry } from '../domain/posting.ts'
import type { Command } from '../world.ts'
import { postEntries } from './post-entries.ts'

export type ReturnedPayout = DataOf<typeof payoutReturned>

/**
 * Gives payouts back to the balances they were taken from, each once. Refuses a payout that the ledger never issued, or issued
 * to somebody else or over another amount: that is for a person to look at.
 */
export const returnPayouts: Command<readonly ReturnedPayout[], void> = async (ctx, returned) => {
  const ledger = await ledgerRepository(ctx.db).lock()
  const payouts = payoutRepository(ctx.db)
  const issued = await payouts.lockMany([...new Set(returned.map(({ payoutId }) => payoutId))])

  const entries = new Map<string, Entry>()
  for (const { payoutId, userId, amountMinor, reason, actorId } of returned) {
    const payout = issued.get(payoutId)
    if (!payout) throw new Refusal('not_found', `payout ${payoutId} was not issued by this ledger`)
    if (payout.userId !== userId || payout.amountMinor !== amountMinor) {
      throw new Refusal('invalid', `payout ${payoutId} was issued to another person or over another amount`)
    }
    if (payout.returnNumber !== null || entries.has(payoutId)) {
      ctx.log.warn({ payoutId }, 'this payout has been given back; its return was heard again')
      continue
    }
    entries.set(payoutId, {
      userId,
      kind: 'payout_return',
      amountMinor,
      taskId: null,
      payoutId,
      reason: reason.slice(0, 500),
      actorId,
    })
  }
  const day = postingDay(ctx.now, ctx.settings.BUSINESS_TIME_ZONE, ledger.lastClosedDay)
  const rows = await postEntries(ctx, { ledger, day, entries: [...entries.values()] })
  await payouts.saveReturns(
    rows.flatMap(({ payoutId, number }) => (payoutId ? [{ id: payoutId, returnNumber: number }] : [])),
  )
}
