import { expect, it } from 'vitest'
import { plansOf } from '../testing/query-plans.ts'
import { type TransactionFilter, transactionRepository } from './transaction-repository.ts'

const [userId, taskId, day, kind] = ['someone', 'something', '2026-03-02', 'fee' as const]

it('finds the rewards of tasks by the tasks, not by walking all rewards', async () => {
  const plans = await plansOf((db) => transactionRepository(db).rewarded([taskId, 'another']))
  expect(plans).toEqual([expect.stringContaining('USING COVERING INDEX transactions_task (task_id=?')])
})

it.each<[TransactionFilter, string]>([
  [{}, 'SCAN transactions'],
  [{ userId }, 'INDEX transactions_account (user_id=?'],
  [{ userId, kind }, 'INDEX transactions_account (user_id=?'],
  [{ userId, day }, 'INDEX transactions_account (user_id=?'],
  [{ userId, day, kind }, 'INDEX transactions_account (user_id=?'],
  [{ taskId }, 'INDEX transactions_task (task_id=?'],
  [{ taskId, kind }, 'INDEX transactions_task (task_id=?'],
  [{ taskId, userId }, 'INDEX transactions_'],
  [{ kind }, 'SCAN transactions'],
  [{ kind: 'payout' }, 'SEARCH rare USING COVERING INDEX sqlite_autoindex_rare_transactions_1 (kind=?'],
  [{ numbers: [1, 2] }, 'INTEGER PRIMARY KEY (rowid=?'],
])('%o is read by an index, and from its newest end', async (filter, plan) => {
  for (const after of [null, [5]]) {
    const plans = await plansOf((db) => transactionRepository(db).page(filter, { after, limit: 50 }))
    expect(plans).toEqual([expect.stringContaining(plan.replace('SCAN', after ? 'SEARCH' : 'SCAN'))])
    if (!filter.taskId && !filter.numbers) expect(plans[0]).not.toContain('TEMP B-TREE')
  }
})
