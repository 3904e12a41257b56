import { join } from 'node:path'
import { accountsService } from '@popug/accounts'
import { openSqlite, type Row } from '@popug/service-kit'
import { startTestProgram } from '@popug/service-kit/testing'
import { seconds } from './rounds.ts'

interface Transactions {
  transactions: Row
}

/**
 * The yardstick of P1 and P2: the same rows into an equal, empty table with the same indexes, 1,000 a commit, on the
 * same disk with the same durability, and nothing else. Answers rows a second.
 */
export const rawInserts = async (folder: string, rows: readonly Row[]): Promise<number> => {
  const file = join(folder, 'raw.sqlite')
  // Started and stopped once, so that the tables are the service's own.
  await (await startTestProgram(accountsService, { database: openSqlite(file) })).stop()
  const database = openSqlite<Transactions>(file)
  const took = await seconds(async () => {
    for (let from = 0; from < rows.length; from += 1_000) {
      await database.transaction((tx) => tx.insertMany('transactions', rows.slice(from, from + 1_000)))
    }
  })
  await database.close()
  return rows.length / took
}
