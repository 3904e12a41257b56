import { Refusal } from '@popug/contracts/refusals.ts'
import { recordAudit } from '@popug/service-kit'
import { cardRepository } from '../db/card-repository.ts'
import { payoutRepository } from '../db/payout-repository.ts'
import { payoutStepRepository } from '../db/payout-step-repository.ts'
import { type Payout, retry } from '../domain/payout.ts'
import type { Command } from '../world.ts'

/** Tries a failed payout again, with a whole series of attempts; refuses `payout_not_retryable` in any other state. */
export const retryPayout: Command<{ id: string }, Payout> = async (ctx, { id }) => {
  const payouts = payoutRepository(ctx.db)
  const payout = await payouts.findForUpdate(id)
  if (!payout) throw new Refusal('not_found')
  const card = await cardRepository(ctx.db).find(payout.userId)
  const again = retry(payout, card !== undefined, ctx.settings.PAYOUT_ATTEMPTS, ctx.now)
  await payouts.saveMany([again])
  await payoutStepRepository(ctx.db).add([again], ctx.now, { actorId: ctx.actor.id, reason: 'tried_again' })
  const detail = { userId: payout.userId, amountMinor: payout.amountMinor }
  await recordAudit(ctx.db, { at: ctx.now, actorId: ctx.actor.id, action: 'payout.retried', subject: id, detail })
  ctx.wake('pay-payouts')
  return again
}
