import type { Heard } from '../bank/provider.ts'
import { payoutRepository } from '../db/payout-repository.ts'
import { payoutStepRepository } from '../db/payout-step-repository.ts'
import { sendingDayRepository } from '../db/sending-day-repository.ts'
import { pauseAfter, settle } from '../domain/payout.ts'
import type { Command } from '../world.ts'
import { sayPaid } from './settle-payouts.ts'

/**
 * Writes down what the bank said by itself. Hearing it again changes nothing, nor does what is about no payout of ours or
 * about an order that the bank had refused before.
 */
export const settleHeard: Command<Heard, void> = async (ctx, { payoutId, refusals, word }) => {
  const payouts = payoutRepository(ctx.db)
  const payout = await payouts.findForUpdate(payoutId)
  if (!payout) return void ctx.log.warn({ payout: payoutId }, 'the bank speaks of a payout that is not known here')
  if (payout.status === 'returned' && word.outcome === 'paid') {
    ctx.log.error({ payout: payoutId }, 'the bank has paid a payout that was returned to the balance')
  }
  const isOpen = payout.status !== 'paid' && payout.status !== 'returned'
  const isOurTurn = payout.unanswered === 1 && (refusals === null || refusals === payout.refusals)
  if (!isOpen || word.outcome === 'pending' || (word.outcome === 'refused' && !isOurTurn)) return
  const pause = pauseAfter(payout.attempts, ctx.tools.chance())
  const settled = settle(payout, { answer: word, at: ctx.now, pause, before: payout.unanswered })
  await payouts.saveMany([settled])
  await sendingDayRepository(ctx.db).recount([payout], [settled])
  await payoutStepRepository(ctx.db).add([settled], ctx.now)
  if (settled.status === 'paid') sayPaid(ctx, settled)
}
