import { type Day, dayOf, moment } from '@popug/contracts/days.ts'
import { payoutIssued } from '@popug/contracts/events.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import { newId, recordAudit } from '@popug/service-kit'
import { accountDayRepository } from '../db/account-day-repository.ts'
import { accountRepository } from '../db/account-repository.ts'
import { dayRepository } from '../db/day-repository.ts'
import { ledgerRepository } from '../db/ledger-repository.ts'
import { payoutRepository } from '../db/payout-repository.ts'
import type { Ledger, PayoutRow } from '../db/tables.ts'
import type { Entry } from '../domain/posting.ts'
import type { Command } from '../world.ts'
import { postEntries } from './post-entries.ts'

/** Accounts passed in one step. */
const accountsAtOnce = 1_000

/**
 * Takes the closing of a day one step further; answers `closed` when there is nothing left to do.
 *
 *     open ──begin──► closing ──issue──► closing ──issue──► … ──end──► closed
 *
 * Each step is one transaction under the ledger's lock, and reads from the ledger's row how far the steps before it came.
 * So any number of closers at once, and those that come after a crash, share the same steps: an account is passed once.
 * One day closes at a time: a step towards another day first finishes the one that is closing.
 */
export const advanceClosing: Command<{ day: Day }, 'more' | 'closed'> = async (ctx, { day }) => {
  const ledger = await ledgerRepository(ctx.db).lock()
  if (ledger.closingDay !== null) {
    await issuePayouts(ctx, { ledger, day: ledger.closingDay })
    return 'more'
  }
  if (ledger.lastClosedDay !== null && day <= ledger.lastClosedDay) return 'closed'
  if (day > dayOf(ctx.now, ctx.settings.BUSINESS_TIME_ZONE)) throw new Refusal('day_not_begun')
  // The least payout is read once: steps that other instances take, with other settings, go by the same one.
  const { PAYOUT_MIN_MINOR } = ctx.settings
  await ledgerRepository(ctx.db).beginClosing(day, ctx.actor.id, PAYOUT_MIN_MINOR)
  await dayRepository(ctx.db).beginClosing(day, PAYOUT_MIN_MINOR)
  await recordAudit(ctx.db, { at: ctx.now, actorId: ctx.actor.id, action: 'day.closed', subject: day })
  return 'more'
}

/**
 * Turns what the next accounts had at the end of the day into payouts, or ends the closing after the last one. What is
 * below the least payout stays where it is, and the next closing looks at it again.
 */
const issuePayouts: Command<{ ledger: Ledger; day: Day }, void> = async (ctx, { ledger, day }) => {
  const accounts = await accountRepository(ctx.db).lockNext(ledger.closingAfter, accountsAtOnce)
  const last = accounts.at(-1)
  if (!last) return endClosing(ctx, ledger)

  // Work has gone on meanwhile, on the days after: it is taken off, for this closing pays only what its day left.
  const laterDays = await dayRepository(ctx.db).after(day)
  const later = await accountDayRepository(ctx.db).netOfDays(laterDays, ledger.closingAfter, last.userId)
  const payouts: PayoutRow[] = []
  let [carried, carriedMinor] = [0, 0]
  for (const { userId, balanceMinor } of accounts) {
    const amountMinor = balanceMinor - (later.get(userId) ?? 0)
    if (amountMinor <= 0) continue
    if (amountMinor < ledger.payoutMinMinor) {
      carried += 1
      carriedMinor += amountMinor
      continue
    }
    const number = ledger.nextNumber + payouts.length
    payouts.push({ id: newId(ctx.now), userId, day, amountMinor, issuedAt: ctx.now, number, returnNumber: null })
  }
  const entries = payouts.map(
    ({ id, userId, amountMinor }): Entry => ({
      userId,
      kind: 'payout',
      amountMinor: -amountMinor,
      taskId: null,
      payoutId: id,
      reason: null,
      actorId: ledger.closingBy,
    }),
  )
  await payoutRepository(ctx.db).add(payouts)
  const known = new Map(accounts.map((account) => [account.userId, account]))
  await postEntries(ctx, { ledger, day, entries, known })
  if (carried > 0) await dayRepository(ctx.db).addCarried(day, carried, carriedMinor)
  await ledgerRepository(ctx.db).set({ closingAfter: last.userId })

  const currency = ctx.settings.CURRENCY
  const issuedAt = moment(ctx.now)
  const closedBy = ledger.closingBy ?? undefined
  for (const { id, userId, amountMinor } of payouts) {
    ctx.emit(payoutIssued, {
      payoutId: id,
      userId,
      day,
      amountMinor,
      currency,
      issuedAt,
      ...(closedBy && { closedBy }),
    })
  }
}

const endClosing: Command<Ledger, void> = async (ctx, { closingBy, nextNumber }) => {
  const closing = await dayRepository(ctx.db).closing()
  const [first, last] = [closing.at(0), closing.at(-1)]
  if (first === undefined || last === undefined) throw new Error('a closing without a day')
  const losers = await accountDayRepository(ctx.db).losersBetween(first, last)
  const totals = closing.map((day) => ({ day, losers: losers.get(day) ?? 0 }))
  const lastNumber = nextNumber - 1
  await dayRepository(ctx.db).endClosing(totals, { lastNumber, closedAt: ctx.now, closedBy: closingBy })
  await ledgerRepository(ctx.db).endClosing()
}
