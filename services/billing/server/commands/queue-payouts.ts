import { cardRepository } from '../db/card-repository.ts'
import { payoutRepository } from '../db/payout-repository.ts'
import { payoutStepRepository } from '../db/payout-step-repository.ts'
import { type Issued, issue, type Payout } from '../domain/payout.ts'
import type { Command } from '../world.ts'
import { openRegister } from './open-register.ts'

/** A payout that the ledger has issued, and who closed its day, as far as the ledger says. */
export interface HeardPayout extends Issued {
  readonly closedBy: string | null
}

const reasons = ['awaiting_approval', 'issued', 'no_card'] as const
const reasonOf = ({ hold, status }: Payout): (typeof reasons)[number] =>
  hold === 'approval' ? 'awaiting_approval' : status === 'queued' ? 'issued' : 'no_card'

/** Takes up payouts that the ledger has issued: each once, whatever is heard twice. */
export const queuePayouts: Command<readonly HeardPayout[], void> = async (ctx, heard) => {
  const payouts = payoutRepository(ctx.db)
  const known = await payouts.known(heard.map(({ id }) => id))
  const unknown = new Map(heard.filter(({ id }) => !known.has(id)).map((issued) => [issued.id, issued]))
  if (unknown.size === 0) return
  const cards = await cardRepository(ctx.db).findMany([...unknown.values()].map(({ userId }) => userId))
  const registers = new Map<string, string | null>()
  for (const { day, closedBy } of unknown.values()) {
    if (!registers.has(day)) registers.set(day, await openRegister(ctx, { day, closedBy }))
  }
  const issued = [...unknown.values()].map(({ closedBy: _, ...one }) =>
    issue(one, {
      hasCard: cards.has(one.userId),
      attemptsAllowed: ctx.settings.PAYOUT_ATTEMPTS,
      registerId: registers.get(one.day) ?? null,
      now: ctx.now,
    }),
  )
  await payouts.insertMissing(issued)
  const steps = payoutStepRepository(ctx.db)
  for (const reason of reasons) {
    await steps.add(
      issued.filter((payout) => reasonOf(payout) === reason),
      ctx.now,
      { reason },
    )
  }
  ctx.wake('pay-payouts')
}
