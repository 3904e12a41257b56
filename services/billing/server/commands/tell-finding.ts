import { Refusal, refusalFor } from '@popug/contracts/refusals.ts'
import { recordAudit } from '@popug/service-kit'
import { payoutRepository } from '../db/payout-repository.ts'
import { payoutStepRepository } from '../db/payout-step-repository.ts'
import { sendingDayRepository } from '../db/sending-day-repository.ts'
import type { BankWord } from '../domain/bank-answer.ts'
import { isUncertain, type Payout, pay, provenUnpaid } from '../domain/payout.ts'
import type { Command } from '../world.ts'
import { sayPaid } from './settle-payouts.ts'

interface Told {
  readonly id: string
  /** What the bank itself has said, and at which attempt it was asked; `word` undefined where it could not say. */
  readonly known: { readonly attempts: number; readonly word: BankWord | null | undefined }
  readonly finding: { readonly paid: boolean; readonly note: string; readonly reference?: string | undefined }
}

/**
 * Ends the doubt about a payout that may have been paid: by what the bank says for certain, otherwise by what a person has
 * found out there. Paid, it is said so; not paid, it may be tried again or given back. Refuses `payout_is_certain`
 * where there is no doubt, or the bank still has it in hand.
 */
export const tellFinding: Command<Told, Payout> = async (ctx, { id, known, finding }) => {
  const payouts = payoutRepository(ctx.db)
  const payout = await payouts.findForUpdate(id)
  if (!payout) throw new Refusal('not_found')
  if (!isUncertain(payout) || payout.attempts !== known.attempts) throw new Refusal('payout_is_certain')
  const { word } = known
  if (word?.outcome === 'pending')
    throw refusalFor('payout_is_certain', '/params/id', 'bank_will_say', 'the bank has it in hand, and will say')
  const charge =
    word?.outcome === 'paid'
      ? word
      : word === undefined && finding.paid
        ? { reference: finding.reference ?? payout.providerReference ?? '', cardLast4: payout.cardLast4 ?? '' }
        : null
  const ended = charge ? pay(payout, charge, ctx.now) : provenUnpaid(payout)
  await payouts.saveMany([ended])
  await sendingDayRepository(ctx.db).recount([payout], [ended])
  const { actor, now } = ctx
  const reason = charge ? 'found_paid' : 'found_unpaid'
  await payoutStepRepository(ctx.db).add([ended], now, { actorId: actor.id, reason, note: finding.note })
  const { userId, amountMinor } = payout
  const detail = { userId, amountMinor, reason: finding.note }
  await recordAudit(ctx.db, { at: now, actorId: actor.id, action: 'payout.found_out', subject: id, detail })
  if (charge) sayPaid(ctx, ended)
  return ended
}
