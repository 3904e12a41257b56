import type { Id } from '@popug/contracts/ids.ts'
import { recordAudit } from '@popug/service-kit'
import { ledgerRepository } from '../db/ledger-repository.ts'
import { postingDay } from '../domain/business-days.ts'
import type { LedgerRow } from '../domain/posting.ts'
import type { Command } from '../world.ts'
import { postEntries } from './post-entries.ts'

interface Correction {
  readonly userId: Id
  readonly amountMinor: number
  readonly reason: string
}

/** Corrects a balance by a row of its own, which keeps who did it and why; the company's profit is not touched. */
export const correctBalance: Command<Correction, LedgerRow> = async (ctx, { userId, amountMinor, reason }) => {
  const ledger = await ledgerRepository(ctx.db).lock()
  const [row] = await postEntries(ctx, {
    ledger,
    day: postingDay(ctx.now, ctx.settings.BUSINESS_TIME_ZONE, ledger.lastClosedDay),
    entries: [{ userId, kind: 'correction', amountMinor, taskId: null, payoutId: null, reason, actorId: ctx.actor.id }],
  })
  if (!row) throw new Error('one entry makes one row')
  await recordAudit(ctx.db, {
    at: ctx.now,
    actorId: ctx.actor.id,
    action: 'balance.corrected',
    subject: userId,
    detail: { transactionId: String(row.number), amountMinor, reason, day: row.day },
  })
  return row
}
