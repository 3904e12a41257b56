import { invalid } from '@popug/contracts/refusals.ts'
import { recordAudit } from '@popug/service-kit'
import { cardRepository } from '../db/card-repository.ts'
import { payoutRepository } from '../db/payout-repository.ts'
import type { CardRow } from '../db/tables.ts'
import { faceOf } from '../domain/card-number.ts'
import type { Command } from '../world.ts'
import { queueWaiting } from './queue-waiting.ts'

/**
 * Names the card of a person and queues the payouts that waited for it. One takes the place of another only where the
 * person was confirmed by their password; refuses with `invalid` otherwise.
 */
export const putCard: Command<{ userId: string; digits: string; confirmed: boolean }, CardRow> = async (
  ctx,
  { userId, digits, confirmed },
) => {
  const { cipher, fingerprints } = ctx.tools
  const card: CardRow = {
    ...cipher.seal(userId, digits),
    ...faceOf(digits),
    fingerprint: fingerprints.of(digits),
    fingerprintKey: fingerprints.keyName,
    changedAt: ctx.now,
  }
  const cards = cardRepository(ctx.db)
  if (confirmed) {
    const before = await cards.find(userId)
    await cards.put(card)
    if (before) {
      const { actor, now: at } = ctx
      await recordAudit(ctx.db, { at, actorId: actor.id, action: 'card.replaced', subject: userId })
    }
  }
  if (!confirmed && !(await cards.insert(card)))
    throw invalid('/body/password', 'required', 'is required to change a card')
  const waiting = await payoutRepository(ctx.db).ofPersonForUpdate(userId, 'waiting_for_card')
  await queueWaiting(ctx, { waiting, actorId: ctx.actor.id })
  return card
}
