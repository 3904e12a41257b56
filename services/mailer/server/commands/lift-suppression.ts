import { Refusal } from '@popug/contracts/refusals.ts'
import { recordAudit } from '@popug/service-kit'
import { type SuppressionRow, suppressionRepository } from '../db/suppression-repository.ts'
import type { Command } from '../world.ts'

/** Lets letters go to an address again; refuses with `not_found` where it is not suppressed. */
export const liftSuppression: Command<{ id: string; actorId: string }, SuppressionRow> = async (
  ctx,
  { id, actorId },
) => {
  const suppressions = suppressionRepository(ctx.db)
  const row = await suppressions.findForUpdate(id)
  if (row?.liftedAt !== null) throw new Refusal('not_found')
  await suppressions.lift(id, ctx.now, actorId)
  await recordAudit(ctx.db, { at: ctx.now, actorId, action: 'suppression.lifted', subject: row.userId })
  return row
}
