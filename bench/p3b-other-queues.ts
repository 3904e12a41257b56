import { ledgerRows } from './ledger-stage.ts'
import { graphileByThousand, graphileRowByRow, pgBoss } from './other-queues.ts'
import { eventsOf } from './outbox.ts'
import { drained } from './p3-drain.ts'
import type { Benchmark, Round } from './rounds.ts'
import { postgres } from './servers.ts'

const round = async (): Promise<Round> => {
  const { rate, found: rows } = await drained(async ({ accounts }, said) => {
    const all = []
    for await (const some of ledgerRows(accounts.query, 5_000)) all.push(...some)
    return all.slice(-eventsOf(said))
  })
  const { url } = await postgres()
  const theirs = [await graphileRowByRow(url, rows), await pgBoss(url, rows)]
  const byThousand = await graphileByThousand(url, rows)
  return {
    ours: rate,
    theirs,
    also: { 'graphile-worker where whoever adds jobs puts a thousand rows into each, rows/s': byThousand },
  }
}

/** P3b of the goals: the drain of P3 against queues that live in a database, each posting the same rows into an equal table. */
export const otherQueues: Benchmark = {
  name: 'P3b',
  what: 'the drain of P3, against job queues on PostgreSQL that insert the same rows: one job a row, added before',
  unit: 'rows/s',
  yardsticks: [
    { what: 'graphile-worker, 24 jobs at once, an insert each', goal: 5 },
    { what: 'pg-boss, fetched, inserted and completed a thousand at a time by two workers', goal: 3 },
  ],
  round,
}
