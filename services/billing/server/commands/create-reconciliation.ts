import { newId, recordAudit } from '@popug/service-kit'
import { reconciliationRepository } from '../db/reconciliation-repository.ts'
import type { Compared } from '../domain/reconcile.ts'
import type { Command } from '../world.ts'

interface Comparison {
  readonly from: string
  readonly to: string
  readonly lines: number
  readonly compared: readonly Compared[]
}

/** Keeps a comparison with the bank's register; answers its id. */
export const createReconciliation: Command<Comparison, string> = async (ctx, { from, to, lines, compared }) => {
  const id = newId(ctx.now)
  const row = { id, fromDay: from, toDay: to, createdAt: ctx.now, actorId: ctx.actor.id, lines }
  await reconciliationRepository(ctx.db).insert(row, compared)
  const entry = { at: ctx.now, actorId: ctx.actor.id, action: 'payouts.reconciled', subject: to } as const
  await recordAudit(ctx.db, { ...entry, detail: { count: lines } })
  return id
}
