import { accountRoutes } from '@popug/contracts/accounts.ts'
import { type Task, taskRoutes } from '@popug/contracts/tasks.ts'
import type { Transaction } from '@popug/contracts/transactions.ts'
import { expect } from 'vitest'
import type { Company } from './company.ts'

/** What Tasks itself tells: every task, and who had it when. */
export interface Work {
  readonly tasks: readonly Task[]
  /** `taskId userId` of every assignment, with repetitions. */
  readonly assignments: readonly string[]
  /** `taskId userId` of every closing. */
  readonly closings: readonly string[]
}

const pair = (taskId: string, userId: string): string => `${taskId} ${userId}`

/** Reads all tasks with their histories, some at a time. */
export const readWork = async ({ manager }: Company): Promise<Work> => {
  const tasks = await manager.all(taskRoutes.listTasks)
  const assignments: string[] = []
  const closings: string[] = []
  for (let from = 0; from < tasks.length; from += 16) {
    const part = tasks.slice(from, from + 16)
    const histories = await Promise.all(
      part.map(({ id }) => manager.call(taskRoutes.getTaskHistory, { params: { id } })),
    )
    for (const [index, { items }] of histories.entries()) {
      const { id } = part[index] as Task
      for (const { type, userId } of items) (type === 'task.assigned' ? assignments : closings).push(pair(id, userId))
    }
  }
  return { tasks, assignments, closings }
}

/** All transactions, oldest first. */
export const readLedger = async ({ accountant }: Company): Promise<Transaction[]> =>
  (await accountant.all(accountRoutes.listTransactions)).reverse()

const ofKind = (ledger: readonly Transaction[], kind: Transaction['kind']): string[] =>
  ledger.filter((row) => row.kind === kind).map(({ taskId, userId }) => pair(taskId ?? '', userId))

/** Fees are the assignments, rewards the closings, one price a task and kind, within the bounds of architecture, section 3. */
export const expectWorkPaid = (ledger: readonly Transaction[], work: Work): void => {
  expect(ofKind(ledger, 'fee').sort()).toEqual([...work.assignments].sort())
  expect(ofKind(ledger, 'reward').sort()).toEqual([...work.closings].sort())
  const closed = work.tasks.filter(({ status }) => status === 'closed')
  expect([...work.closings].sort()).toEqual(closed.map(({ id, userId }) => pair(id, userId)).sort())
  const prices = new Map<string, number>()
  for (const { kind, taskId, amountMinor } of ledger) {
    if (kind !== 'fee' && kind !== 'reward') continue
    const key = `${kind} ${taskId}`
    expect(prices.get(key) ?? amountMinor, `${key} has one price`).toBe(amountMinor)
    prices.set(key, amountMinor)
    const [low, high] = kind === 'fee' ? [-2_000, -1_000] : [2_000, 4_000]
    expect(amountMinor >= low && amountMinor <= high, `${key} ${amountMinor} lies within its bounds`).toBe(true)
  }
}

/** Every running balance is the sum so far, and every account shows its last one. Answers the balances. */
export const expectBalances = async (
  { accountant }: Company,
  ledger: readonly Transaction[],
): Promise<Map<string, number>> => {
  const balances = new Map<string, number>()
  for (const { id, userId, amountMinor, balanceMinor } of ledger) {
    const balance = (balances.get(userId) ?? 0) + amountMinor
    expect(Number.isSafeInteger(amountMinor), `transaction ${id} is whole`).toBe(true)
    expect(balanceMinor, `running balance of transaction ${id}`).toBe(balance)
    balances.set(userId, balance)
  }
  const accounts = await accountant.all(accountRoutes.listAccounts)
  expect(Object.fromEntries(accounts.map(({ userId, balanceMinor }) => [userId, balanceMinor]))).toEqual(
    Object.fromEntries(balances),
  )
  return balances
}

const sum = (rows: readonly { amountMinor: number }[]): number =>
  rows.reduce((total, { amountMinor }) => total + amountMinor, 0)

export interface DayFigures {
  readonly feesMinor: number
  readonly rewardsMinor: number
  readonly profitMinor: number
  readonly losers: number
  readonly payouts: number
  readonly paidOutMinor: number
}

/** A day's figures, recomputed from its transactions alone. */
export const figuresOf = (ledger: readonly Transaction[], day: string): DayFigures => {
  const rows = ledger.filter((row) => row.day === day)
  const of = (...kinds: Transaction['kind'][]): Transaction[] => rows.filter(({ kind }) => kinds.includes(kind))
  const earned = new Map<string, number>()
  for (const { userId, amountMinor } of of('fee', 'reward')) earned.set(userId, (earned.get(userId) ?? 0) + amountMinor)
  const feesMinor = 0 - sum(of('fee'))
  const rewardsMinor = sum(of('reward'))
  return {
    feesMinor,
    rewardsMinor,
    profitMinor: feesMinor - rewardsMinor,
    losers: [...earned.values()].filter((amount) => amount < 0).length,
    payouts: of('payout').length,
    paidOutMinor: 0 - sum(of('payout')),
  }
}
