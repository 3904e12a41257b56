import { Refusal } from '@popug/contracts/refusals.ts'
import { recordAudit } from '@popug/service-kit'
import { type RegisterTotals, registerRepository } from '../db/register-repository.ts'
import type { RegisterRow } from '../db/tables.ts'
import type { Command } from '../world.ts'

interface Decision {
  readonly id: string
  /** Null: approved. Otherwise why not. */
  readonly rejectedFor: string | null
  /** What the person saw. */
  readonly seen: Pick<RegisterTotals, 'heldPayouts' | 'heldMinor'>
}

/**
 * Decides about the payouts of a register; a job lets them follow. Refuses `own_register` to the person who closed the day
 * and would approve, `register_decided` where somebody has decided, `register_changed` where it is not what was seen.
 */
export const decideRegister: Command<Decision, RegisterRow> = async (ctx, { id, rejectedFor, seen }) => {
  const registers = registerRepository(ctx.db)
  const register = await registers.findForUpdate(id)
  if (!register) throw new Refusal('not_found')
  if (register.status !== 'awaiting') throw new Refusal('register_decided')
  if (rejectedFor === null && register.closedBy === ctx.actor.id) throw new Refusal('own_register')
  const { heldPayouts, heldMinor } = (await registers.totals([id]))(id)
  if (heldPayouts !== seen.heldPayouts || heldMinor !== seen.heldMinor) throw new Refusal('register_changed')
  const decided: RegisterRow = {
    ...register,
    status: rejectedFor === null ? 'approved' : 'rejected',
    decidedBy: ctx.actor.id,
    decidedAt: ctx.now,
    reason: rejectedFor,
  }
  await registers.save(decided)
  await recordAudit(ctx.db, {
    at: ctx.now,
    actorId: ctx.actor.id,
    action: rejectedFor === null ? 'payouts.approved' : 'payouts.rejected',
    subject: register.day,
    detail: { count: heldPayouts, amountMinor: heldMinor, ...(rejectedFor !== null && { reason: rejectedFor }) },
  })
  ctx.wake('follow-registers')
  return decided
}
