import { hash } from 'node:crypto'
import { recordRules } from './commands/record-rules.ts'
import { renewPriceRule } from './commands/renew-price-rule.ts'
import { AccountsSettings } from './config.ts'
import { migrations } from './db/migrations.ts'
import { closeDays } from './jobs/close-days.ts'
import { facts } from './queries/list-facts.ts'
import { verifyLedger } from './queries/verify-ledger.ts'
import { accountDoors } from './routes/accounts.ts'
import { balanceDoors } from './routes/balances.ts'
import { dayRegisterDoors } from './routes/day-registers.ts'
import { dayDoors } from './routes/days.ts'
import { payoutDoors } from './routes/payouts.ts'
import { ruleDoors } from './routes/rules.ts'
import { statementDoors } from './routes/statements.ts'
import { taskCostDoors } from './routes/task-costs.ts'
import { transactionDoors } from './routes/transactions.ts'
import { onPayoutReturned } from './subscriptions/on-payout-returned.ts'
import { onTasks } from './subscriptions/on-tasks.ts'
import { service } from './world.ts'

export { verifyLedger }

/** The ledger: accounts, prices, transactions, days and the payouts they end in. */
export const accountsService = service({
  name: 'accounts',
  settings: AccountsSettings,
  migrations,
  tools: async ({ database, settings, clock }) => {
    await renewPriceRule(database, settings, clock.now())
    await recordRules(database, settings, clock.now())
    return { digest: (text) => hash('sha256', text) }
  },
  doors: [
    ...balanceDoors,
    ...accountDoors,
    ...statementDoors,
    ...dayDoors,
    ...dayRegisterDoors,
    ...transactionDoors,
    ...payoutDoors,
    ...taskCostDoors,
    ...ruleDoors,
  ],
  subscriptions: [onTasks, onPayoutReturned],
  jobs: [closeDays],
  verify: verifyLedger,
  facts,
})
