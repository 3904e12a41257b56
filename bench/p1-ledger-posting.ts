import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accountsService, verifyLedger } from '@popug/accounts'
import { taskAssigned, taskClosed } from '@popug/contracts/events.ts'
import { type Database, newId, openSqlite, type Row } from '@popug/service-kit'
import { startTestProgram } from '@popug/service-kit/testing'
import { rawInserts } from './raw-inserts.ts'
import { type Benchmark, type Round, seconds } from './rounds.ts'

const batches = 40
const batchSize = 1_000
const performers = 200

const assigned = (userId: string) => ({
  assignmentId: newId(),
  taskId: newId(),
  userId,
  assignedAt: new Date().toISOString(),
  key: 'POP-1',
  title: 'A task of the usual length',
})

const round = async (): Promise<Round> => {
  const folder = mkdtempSync(join(tmpdir(), 'popug-bench-'))
  try {
    const program = await startTestProgram(accountsService, { database: openSqlite(join(folder, 'accounts.sqlite')) })
    const people = Array.from({ length: performers }, () => newId())
    const work = Array.from({ length: batches / 2 }, () =>
      Array.from({ length: batchSize }, (_, index) => assigned(people[index % performers] ?? '')),
    )
    const took = await seconds(async () => {
      // Every batch of assignments is followed by the closings of the same tasks.
      for (const tasks of work) {
        await program.say(taskAssigned, ...tasks)
        await program.say(
          taskClosed,
          ...tasks.map(({ taskId, userId, assignedAt }) => ({ taskId, userId, closedAt: assignedAt })),
        )
      }
      await program.settled()
    })
    const { query } = program.database as unknown as Database<{ transactions: Row; outbox: Row }>
    const rows = await query.selectFrom('transactions').selectAll().orderBy('number').execute()
    const outbox = await query.selectFrom('outbox').selectAll().orderBy('id').execute()
    if (rows.length !== batches * batchSize) throw new Error(`${rows.length} rows were posted`)
    const found = await verifyLedger(program.session())
    const broken = found.filter(({ offenders }) => offenders.length > 0)
    if (broken.length > 0) throw new Error(`the ledger does not add up: ${JSON.stringify(broken)}`)
    await program.stop()
    const theirs = [await rawInserts(folder, rows, outbox), await rawInserts(folder, rows)]
    return { ours: rows.length / took, theirs }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** P1 of the goals: how much posting costs beyond writing its rows. */
export const ledgerPosting: Benchmark = {
  name: 'P1',
  what: `ledger posting: ${batches} batches of ${batchSize} events through the real subscription, SQLite FULL`,
  unit: 'rows/s',
  yardsticks: [
    { what: 'raw inserts of the same rows of the ledger and the outbox, 1,000 a commit', goal: 0.9 },
    { what: 'raw inserts of the rows of the ledger alone', goal: 0.9 },
  ],
  round,
}
