import { systemActorId } from '@popug/service-kit'
import { payoutRepository } from '../db/payout-repository.ts'
import { payoutStepRepository } from '../db/payout-step-repository.ts'
import { registerRepository } from '../db/register-repository.ts'
import { giveBack } from '../domain/payout.ts'
import { release } from '../domain/payout-hold.ts'
import type { Command } from '../world.ts'
import { sayReturned } from './return-payout.ts'

const atOnce = 500

/**
 * Lets payouts of the oldest decided register follow the decision, at most 500: approved ones may be sent, rejected ones go
 * back to the balances. Answers whether there may be more to do. When it dies, whoever comes next goes on: what has
 * followed waits no more.
 */
export const followRegister: Command<undefined, 'more' | undefined> = async (ctx) => {
  const registers = registerRepository(ctx.db)
  const register = await registers.unfollowedForUpdate()
  if (!register) return undefined
  const payouts = payoutRepository(ctx.db)
  const held = await payouts.heldForUpdate(register.id)
  const actorId = register.decidedBy ?? systemActorId
  const isApproved = register.status === 'approved'
  const following = held.map((payout) => (isApproved ? release(payout, ctx.now) : giveBack(payout, 'rejected')))
  await payouts.saveMany(following)
  await payoutStepRepository(ctx.db).add(following, ctx.now, {
    actorId,
    reason: isApproved ? 'approved' : 'rejected',
    note: register.reason,
  })
  if (!isApproved) {
    for (const payout of following) sayReturned(ctx, payout, { reason: register.reason ?? 'not_approved', actorId })
  }
  if (held.length < atOnce) await registers.save({ ...register, followed: 1 })
  if (isApproved) ctx.wake('pay-payouts')
  return 'more'
}
