import { AnalyticsSettings } from './config.ts'
import { migrations } from './db/migrations.ts'
import { facts } from './queries/list-facts.ts'
import { verifyStatistics } from './queries/verify-statistics.ts'
import { periodDoors } from './routes/periods.ts'
import { statisticsDoors } from './routes/statistics.ts'
import { onTasks } from './subscriptions/on-tasks.ts'
import { onTransactionPosted } from './subscriptions/on-transaction-posted.ts'
import { service } from './world.ts'

/** Analytics: what the company earned and lost by days, weeks and months, what performers did in them, and the most expensive tasks. */
export const analyticsService = service({
  name: 'analytics',
  settings: AnalyticsSettings,
  migrations,
  tools: async () => ({}),
  doors: [...statisticsDoors, ...periodDoors],
  subscriptions: [onTasks, onTransactionPosted],
  jobs: [],
  verify: verifyStatistics,
  facts,
})
