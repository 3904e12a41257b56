import { moment } from '@popug/contracts/days.ts'
import { payoutReturned } from '@popug/contracts/events.ts'
import { Refusal, refusalFor } from '@popug/contracts/refusals.ts'
import { recordAudit } from '@popug/service-kit'
import { payoutRepository } from '../db/payout-repository.ts'
import { payoutStepRepository } from '../db/payout-step-repository.ts'
import { sendingDayRepository } from '../db/sending-day-repository.ts'
import type { BankWord } from '../domain/bank-answer.ts'
import { giveBack, isReturnable, type Payout, pay, whyUnpaid } from '../domain/payout.ts'
import type { Command, Context } from '../world.ts'
import { sayPaid } from './settle-payouts.ts'

interface Return {
  readonly id: string
  /** What the bank said of a payout that it may have paid, and at which attempt it was asked; null where not asked. */
  readonly inquiry: { readonly attempts: number; readonly word: BankWord | null } | null
  /** Why, where the person says it; otherwise what kept the payout from being paid. */
  readonly reason?: string | undefined
}

/**
 * Gives the money of a payout that is not under way back to the balance and says so. Where the bank turns out to have paid
 * it, it becomes `paid` instead. Refuses `payout_not_returnable` while it may be paid, or has come to its end.
 */
export const returnPayout: Command<Return, Payout> = async (ctx, { id, inquiry, reason: given }) => {
  const payouts = payoutRepository(ctx.db)
  const payout = await payouts.findForUpdate(id)
  if (!payout) throw new Refusal('not_found')
  if (!isReturnable(payout)) throw new Refusal('payout_not_returnable')
  const asked = inquiry?.attempts === payout.attempts ? inquiry : null
  if (payout.unanswered === 1 && !asked) {
    const said = 'it was tried again meanwhile, and the bank has not answered'
    throw refusalFor('payout_not_returnable', '/params/id', 'tried_meanwhile', said)
  }
  if (asked?.word?.outcome === 'pending') {
    const said = 'the bank has taken it over, and may still pay it'
    throw refusalFor('payout_not_returnable', '/params/id', 'bank_may_pay', said)
  }
  const ended = asked?.word?.outcome === 'paid' ? pay(payout, asked.word, ctx.now) : giveBack(payout)
  await payouts.saveMany([ended])
  await sendingDayRepository(ctx.db).recount([payout], [ended])
  const isPaid = ended.status === 'paid'
  await payoutStepRepository(ctx.db).add([ended], ctx.now, {
    actorId: ctx.actor.id,
    reason: isPaid ? 'found_paid' : 'given_back',
    note: isPaid ? null : (given ?? null),
  })
  if (isPaid) sayPaid(ctx, ended)
  else {
    const { userId, amountMinor } = ended
    const reason = given ?? whyUnpaid(payout)
    const detail = { userId, amountMinor, reason }
    await recordAudit(ctx.db, { at: ctx.now, actorId: ctx.actor.id, action: 'payout.returned', subject: id, detail })
    sayReturned(ctx, ended, { reason, actorId: ctx.actor.id })
  }
  return ended
}

/** Says that a payout goes back to the balance, in the words of the contract. */
export const sayReturned = (
  ctx: Context,
  { id, userId, day, amountMinor, currency }: Payout,
  why: { readonly reason: string; readonly actorId: string },
): void =>
  ctx.emit(payoutReturned, { payoutId: id, userId, day, amountMinor, currency, ...why, returnedAt: moment(ctx.now) })
