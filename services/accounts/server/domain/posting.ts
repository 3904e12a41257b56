import type { Day } from '@popug/contracts/days.ts'
import type { TransactionKind } from '@popug/contracts/events.ts'
import type { Id } from '@popug/contracts/ids.ts'

/** Something to be posted: `amountMinor` is what the balance changes by, fees and payouts negative. */
export interface Entry {
  readonly userId: Id
  readonly kind: TransactionKind
  readonly amountMinor: number
  readonly taskId: Id | null
  readonly payoutId: Id | null
  readonly reason: string | null
  readonly actorId: Id | null
}

/** A row of the ledger, never changed: its number over all accounts, its sequence within one, the balance after it. */
export interface LedgerRow extends Entry {
  readonly number: number
  readonly sequence: number
  /** Epoch milliseconds. */
  readonly at: number
  readonly day: Day
  readonly balanceMinor: number
}

/** An account as its last row left it. */
export interface AccountState {
  userId: Id
  balanceMinor: number
  sequence: number
}

/** What postings came to, by kind: fees, rewards and payouts as positive sums, corrections and returns signed. */
export interface Sums {
  feesMinor: number
  rewardsMinor: number
  paidOutMinor: number
  otherMinor: number
}

export interface Posting {
  readonly rows: readonly LedgerRow[]
  /** The touched accounts after the rows, and what each one's rows came to. */
  readonly accounts: readonly AccountState[]
  readonly sums: ReadonlyMap<Id, Sums>
}

const noSums = (): Sums => ({ feesMinor: 0, rewardsMinor: 0, paidOutMinor: 0, otherMinor: 0 })

const add = (sums: Sums, { kind, amountMinor }: Entry): void => {
  if (kind === 'fee') sums.feesMinor -= amountMinor
  else if (kind === 'reward') sums.rewardsMinor += amountMinor
  else if (kind === 'payout') sums.paidOutMinor -= amountMinor
  else sums.otherMinor += amountMinor
}

/** What a performer's day changed the balance by. */
export const netOf = (sums: Sums): number => sums.rewardsMinor - sums.feesMinor - sums.paidOutMinor + sums.otherMinor

/**
 * Makes the rows of entries, in their order, all on one day. `known` holds the accounts as they stand; those that are not in
 * it begin at zero. Balances and sums are gathered here, so that each account is written once however many its rows are.
 */
export const post = (
  entries: readonly Entry[],
  { known, number, at, day }: { known: ReadonlyMap<Id, AccountState>; number: number; at: number; day: Day },
): Posting => {
  const accounts = new Map<Id, AccountState>()
  const sums = new Map<Id, Sums>()
  let next = number
  const rows = entries.map((entry): LedgerRow => {
    const { userId } = entry
    let account = accounts.get(userId)
    let own = sums.get(userId)
    if (!account || !own) {
      const { balanceMinor, sequence } = known.get(userId) ?? { balanceMinor: 0, sequence: 0 }
      account = { userId, balanceMinor, sequence }
      own = noSums()
      accounts.set(userId, account)
      sums.set(userId, own)
    }
    account.balanceMinor += entry.amountMinor
    account.sequence += 1
    add(own, entry)
    return {
      number: next++,
      userId,
      sequence: account.sequence,
      at,
      day,
      kind: entry.kind,
      taskId: entry.taskId,
      payoutId: entry.payoutId,
      amountMinor: entry.amountMinor,
      balanceMinor: account.balanceMinor,
      reason: entry.reason,
      actorId: entry.actorId,
    }
  })
  return { rows, accounts: [...accounts.values()], sums }
}
