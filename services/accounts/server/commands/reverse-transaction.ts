import { Refusal } from '@popug/contracts/refusals.ts'
import { recordAudit } from '@popug/service-kit'
import { ledgerRepository } from '../db/ledger-repository.ts'
import { reversalRepository } from '../db/reversal-repository.ts'
import { transactionRepository } from '../db/transaction-repository.ts'
import { postingDay } from '../domain/business-days.ts'
import { isReversible, type LinkedRow } from '../domain/reversal.ts'
import type { Command } from '../world.ts'
import { postEntries } from './post-entries.ts'

interface Reversal {
  readonly number: number
  readonly reason: string
}

/**
 * Takes a row back by a correction of the opposite amount, which keeps who did it and why; each row once. Like every
 * correction it belongs to the day that is open, and leaves the company's profit as it was. Refuses with `not_found`,
 * `transaction_not_reversible` and `transaction_reversed`.
 */
export const reverseTransaction: Command<Reversal, LinkedRow> = async (ctx, { number, reason }) => {
  const ledger = await ledgerRepository(ctx.db).lock()
  const reversals = reversalRepository(ctx.db)
  const [original] = await reversals.link(await transactionRepository(ctx.db).withNumber(number))
  if (!original) throw new Refusal('not_found')
  if (!isReversible(original)) throw new Refusal('transaction_not_reversible')
  if (original.reversedBy !== null) throw new Refusal('transaction_reversed')

  const { userId } = original
  const amountMinor = -original.amountMinor
  const actorId = ctx.actor.id
  // Without the task: what is posted to a task and is no fee counts as its reward.
  const entry = { userId, kind: 'correction', amountMinor, taskId: null, payoutId: null, reason, actorId } as const
  const day = postingDay(ctx.now, ctx.settings.BUSINESS_TIME_ZONE, ledger.lastClosedDay)
  const [row] = await postEntries(ctx, { ledger, day, entries: [entry], reverses: number })
  if (!row) throw new Error('one entry makes one row')
  await reversals.add(row.number, number)
  const detail = { transactionId: String(number), amountMinor, reason, day }
  await recordAudit(ctx.db, { at: ctx.now, actorId, action: 'transaction.reversed', subject: userId, detail })
  return { ...row, reverses: number, reversedBy: null }
}
