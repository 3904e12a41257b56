import type { DayStatus } from '@popug/contracts/accounts.ts'
import type { Day } from '@popug/contracts/days.ts'
import type { TransactionKind } from '@popug/contracts/events.ts'
import type { Id } from '@popug/contracts/ids.ts'
import type { RuleName } from '@popug/contracts/rules.ts'
import type { AccountState, LedgerRow } from '../domain/posting.ts'
import type { PriceRule } from '../domain/pricing.ts'

/** One row: what every writer of the ledger locks first, so that there is one writer at a time. */
export interface Ledger {
  id: number
  nextNumber: number
  /** Work is posted on days after this one. */
  lastClosedDay: Day | null
  /** The day whose payouts are being issued now; `closingAfter` is the last account that has been passed. */
  closingDay: Day | null
  closingAfter: string
  closingBy: Id | null
  /** The least payout of the closing that is under way, or was the last: what is below it was left to its owner. */
  payoutMinMinor: number
}

/** What one performer's day came to: fees, rewards and payouts as positive sums, corrections and returns signed. */
export interface AccountDayRow {
  day: Day
  userId: Id
  feesMinor: number
  rewardsMinor: number
  paidOutMinor: number
  otherMinor: number
}

export interface DayRow {
  day: Day
  feesMinor: number
  rewardsMinor: number
  payouts: number
  paidOutMinor: number
  /**
   * The numbers that its rows stand between, among those of the next day while it was closing; `lastNumber` is known once it
   * has closed, `firstNumber` once it has a row.
   */
  firstNumber: number | null
  lastNumber: number | null
  status: DayStatus
  /** The least payout that its closing went by; 1 while it is open. */
  payoutMinMinor: number
  /** Balances above zero that its closing left, for they were below the least payout: how many, and how much. */
  carried: number
  carriedMinor: number
  /** Counted once when the day has closed; null while it can still change. */
  losers: number | null
  closedAt: number | null
  closedBy: Id | null
}

/** `number` and `returnNumber` are the ledger's rows of this payout and of its return. */
export interface PayoutRow {
  id: Id
  userId: Id
  day: Day
  amountMinor: number
  issuedAt: number
  number: number
  returnNumber: number | null
}

/** A row of a kind that is rare among fees and rewards: no list could find it by walking the ledger. */
export interface RareTransaction {
  kind: TransactionKind
  number: number
}

/** `number` is the row that takes the row `reversesNumber` back; once each. */
interface ReversalRow {
  number: number
  reversesNumber: number
}

/** A rule of business whose setting was found changed at a start; the first of each name at the first start. */
export interface RuleChangeRow {
  id: Id
  name: RuleName
  value: string
  since: number
}

/** Times are epoch milliseconds, money is minor units. */
export interface Tables {
  ledger: Ledger
  transactions: LedgerRow
  rareTransactions: RareTransaction
  reversals: ReversalRow
  accounts: AccountState
  accountDays: AccountDayRow
  days: DayRow
  payouts: PayoutRow
  priceRules: PriceRule
  ruleChanges: RuleChangeRow
}
