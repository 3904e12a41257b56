import { newId } from '@popug/service-kit'
import { registerRepository } from '../db/register-repository.ts'
import type { Command } from '../world.ts'

/**
 * The register in which payouts of a day wait for a second person: the one that nobody has decided yet, or a new one.
 * It stays locked, so nobody decides about payouts that they have not seen; null where the settings ask nobody.
 */
export const openRegister: Command<{ day: string; closedBy: string | null }, string | null> = async (
  ctx,
  { day, closedBy },
) => {
  if (ctx.settings.PAYOUT_APPROVAL === 'none') return null
  const registers = registerRepository(ctx.db)
  const awaiting = await registers.awaitingForUpdate(day)
  if (awaiting) return awaiting.id
  const id = newId(ctx.now)
  await registers.insert({
    id,
    day,
    status: 'awaiting',
    closedBy,
    openedAt: ctx.now,
    decidedBy: null,
    decidedAt: null,
    reason: null,
    followed: 0,
  })
  return id
}
