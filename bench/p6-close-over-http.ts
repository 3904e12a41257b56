import { createPool } from 'mysql2'
import { watchCpu } from './cpu-time.ts'
import { startLedgerStage } from './ledger-stage.ts'
import { addressesOf, registerPerformers, writeTasks } from './people.ts'
import { type Benchmark, percentile, type Round, seconds } from './rounds.ts'
import { runLoad } from './run-load.ts'

const closings = Number(process.env.BENCH_P6_CLOSINGS ?? 10_000)
const clients = 64
const performers = 16

/** The yardstick: one small row a transaction, as many connections at once, in the same database. Rows a second. */
const insertSingly = async (url: string): Promise<number> => {
  const pool = createPool({ uri: url, connectionLimit: clients }).promise()
  await pool.query('create table single (id bigint auto_increment primary key, task_id char(36), at bigint)')
  const insert = 'insert into single (task_id, at) values (?, ?)'
  await Promise.all(Array.from({ length: clients }, () => pool.query('select sleep(0.1)')))
  let left = closings
  const client = async (): Promise<void> => {
    while (left-- > 0) await pool.execute(insert, ['00000000-0000-7000-8000-000000000000', Date.now()])
  }
  const took = await seconds(() => Promise.all(Array.from({ length: clients }, client)))
  const [rows] = await pool.query('select count(*) as count from single')
  await pool.end()
  const [{ count } = { count: 0 }] = rows as { count: number }[]
  if (count !== closings) throw new Error(`${count} of ${closings} rows were inserted`)
  return closings / took
}

const round = async (): Promise<Round> => {
  const stage = await startLedgerStage({ people: true, env: { DATABASE_CONNECTIONS: '32' } })
  try {
    await writeTasks(stage, closings, await registerPerformers(stage, performers))
    const cpu = watchCpu(stage.programs)
    const { closed, took, latencies } = await runLoad({ addresses: addressesOf(stage), performers, clients, closings })
    if (closed !== closings) throw new Error(`${closed} of ${closings} tasks were closed`)
    const busy = cpu('the closings')
    // The tasks were written past Tasks, so the ledger hears of their closings alone.
    await stage.applied(closings)
    await stage.verify(closings)
    return {
      ours: closed / took,
      theirs: [await insertSingly(stage.urls.tasks)],
      also: {
        'a closing, p50, ms': percentile(latencies, 50),
        'a closing, p99, ms': percentile(latencies, 99),
        ...busy,
      },
    }
  } finally {
    await stage.remove()
  }
}

/** P6 of the goals: what a closing costs beyond the commit that it cannot do without. */
export const closeOverHttp: Benchmark = {
  name: 'P6',
  what: `${closings.toLocaleString('en')} tasks closed over HTTP by ${clients} clients, MariaDB`,
  unit: 'rows/s',
  yardsticks: [{ what: `raw inserts of a small row, one a commit, ${clients} connections`, goal: 1.2 }],
  round,
}
