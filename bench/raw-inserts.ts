import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { accountsService } from '@popug/accounts'
import { openSqlite, type Row } from '@popug/service-kit'
import { startTestProgram } from '@popug/service-kit/testing'
import { seconds } from './rounds.ts'

interface Written {
  transactions: Row
  outbox: Row
}

const aCommit = 1_000

/**
 * The yardstick of P1 and P2: the same rows into an equal, empty table with the same indexes, 1,000 a commit, on the
 * same disk with the same durability, and nothing else; unless outbox rows are given too, which are then spread over the same
 * commits. Answers rows of the ledger a second.
 */
export const rawInserts = async (
  folder: string,
  rows: readonly Row[],
  outbox: readonly Row[] = [],
): Promise<number> => {
  const file = join(folder, 'raw.sqlite')
  // Started and stopped once, so that the tables are the service's own.
  await (await startTestProgram(accountsService, { database: openSqlite(file) })).stop()
  const database = openSqlite<Written>(file)
  const share = outbox.length / Math.ceil(rows.length / aCommit)
  const took = await seconds(async () => {
    for (let commit = 0; commit * aCommit < rows.length; commit++) {
      await database.transaction(async (tx) => {
        await tx.insertMany('transactions', rows.slice(commit * aCommit, (commit + 1) * aCommit))
        await tx.insertMany('outbox', outbox.slice(Math.round(commit * share), Math.round((commit + 1) * share)))
      })
    }
  })
  await database.close()
  rmSync(file)
  return rows.length / took
}
