import { accountsService } from '@popug/accounts'
import { migrateService, openMysql, type Row } from '@popug/service-kit'
import { createConnection } from 'mysql2/promise'
import { type LedgerStage, ledgerRows } from './ledger-stage.ts'
import { seconds } from './rounds.ts'
import { freshDatabase } from './servers.ts'

/** Seconds of one UPDATE that gives every open task to some performer, on the tasks themselves. */
export const updateRaw = async ({ urls }: LedgerStage, performers: number): Promise<number> => {
  const connection = await createConnection(urls.tasks)
  try {
    return await seconds(() =>
      connection.query(
        `update tasks straight_join performers on place = mod(crc32(tasks.id), ?)
         set user_id = performers.id, assigned_at = assigned_at + 1, assignments = assignments + 1
         where status = 'open'`,
        [performers],
      ),
    )
  } finally {
    await connection.end()
  }
}

/** Seconds of inserting all rows of the ledger into an equal, empty table, 1,000 a commit, one after the other. */
export const insertRaw = async (stage: LedgerStage): Promise<number> => {
  const { url, drop } = await freshDatabase('bench_raw')
  const database = openMysql<{ transactions: Row }>(url, { connections: 2 })
  let took = 0
  try {
    await migrateService(accountsService, database as never, Date.now())
    for await (const rows of ledgerRows(stage.accounts.query, 1_000)) {
      took += await seconds(() => database.transaction((tx) => tx.insertMany('transactions', rows)))
    }
    return took
  } finally {
    await database.close()
    await drop()
  }
}
