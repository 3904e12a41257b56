import { cardRepository } from '../db/card-repository.ts'
import { payoutRepository } from '../db/payout-repository.ts'
import { payoutStepRepository } from '../db/payout-step-repository.ts'
import { type Issued, issue } from '../domain/payout.ts'
import type { Command } from '../world.ts'

/** Takes up payouts that the ledger has issued: each once, whatever is heard twice. */
export const queuePayouts: Command<readonly Issued[], void> = async (ctx, heard) => {
  const payouts = payoutRepository(ctx.db)
  const known = await payouts.known(heard.map(({ id }) => id))
  const unknown = new Map(heard.filter(({ id }) => !known.has(id)).map((issued) => [issued.id, issued]))
  if (unknown.size === 0) return
  const cards = await cardRepository(ctx.db).findMany([...unknown.values()].map(({ userId }) => userId))
  const issued = [...unknown.values()].map((one) =>
    issue(one, cards.has(one.userId), ctx.settings.PAYOUT_ATTEMPTS, ctx.now),
  )
  await payouts.insertMissing(issued)
  await payoutStepRepository(ctx.db).add(issued, ctx.now)
  ctx.wake('pay-payouts')
}
