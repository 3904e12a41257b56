import type { Id } from '@popug/contracts/ids.ts'
import { accountRepository } from '../db/account-repository.ts'
import { ledgerRepository } from '../db/ledger-repository.ts'
import { priceRuleRepository } from '../db/price-rule-repository.ts'
import { transactionRepository } from '../db/transaction-repository.ts'
import { postingDay } from '../domain/business-days.ts'
import type { Entry } from '../domain/posting.ts'
import { type Price, priceOf } from '../domain/pricing.ts'
import type { Command } from '../world.ts'
import { inTurns } from './in-turns.ts'
import { postEntries } from './post-entries.ts'

/** Something that happened to a task: its assignment costs its fee, its closing earns its reward. */
export interface Work {
  readonly kind: 'assigned' | 'closed'
  readonly taskId: Id
  readonly userId: Id
}

/**
 * Charges the fee of each assignment and credits the reward of each closing, in their order. A task has one reward: a closing
 * beyond the first is passed over with a warning, for the event log may hold it twice after its speaker was restored.
 */
export const chargeAndCredit: Command<readonly Work[], void> = async (ctx, work) => {
  const ledger = await ledgerRepository(ctx.db).lock()
  const rules = await priceRuleRepository(ctx.db).all()
  const closed = work.filter(({ kind }) => kind === 'closed').map(({ taskId }) => taskId)
  // While the database looks, the prices are computed.
  const [rewarded, known, prices] = await Promise.all([
    transactionRepository(ctx.db).rewarded(closed),
    accountRepository(ctx.db).lockMany([...new Set(work.map(({ userId }) => userId))]),
    inTurns(work, ({ taskId }) => priceOf(rules, ctx.tools.digest, taskId)),
  ])

  const entries: Entry[] = []
  for (const [index, { kind, taskId, userId }] of work.entries()) {
    const price = prices[index] as Price
    const post = (kind: 'fee' | 'reward', amountMinor: number) =>
      entries.push({ userId, kind, amountMinor, taskId, payoutId: null, reason: null, actorId: null })
    if (kind === 'assigned') {
      post('fee', -price.feeMinor)
    } else if (rewarded.has(taskId)) {
      ctx.log.warn({ taskId, userId }, 'this task has had its reward; its closing was heard again')
    } else {
      rewarded.add(taskId)
      post('reward', price.rewardMinor)
    }
  }
  const day = postingDay(ctx.now, ctx.settings.BUSINESS_TIME_ZONE, ledger.lastClosedDay)
  await postEntries(ctx, { ledger, day, entries, known })
}
