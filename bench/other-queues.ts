import type { Row } from '@popug/service-kit'
import { until } from '@popug/service-kit/testing'
import { Logger, makeWorkerUtils, run } from 'graphile-worker'
import pg from 'pg'
import PgBoss from 'pg-boss'
import { seconds } from './rounds.ts'
import { analyse, arraysOf, emptyTable, insertMany, insertOne, valuesOf } from './same-rows.ts'

const patience = 900_000
const many = 1_000
const silent = new Logger(() => () => undefined)

const chunks = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / many) }, (_, index) => all.slice(index * many, (index + 1) * many))

const openPool = (connectionString: string, max: number): pg.Pool =>
  new pg.Pool({ connectionString, max }).on('error', () => undefined)

const checked = async (count: () => Promise<number>, rows: readonly Row[], took: number): Promise<number> => {
  const there = await count()
  if (there !== rows.length) throw new Error(`${there} of ${rows.length} rows were posted`)
  return rows.length / took
}

/**
 * graphile-worker: a job for each payload, `concurrency` of them at a time, each with a connection for its insert. Its
 * jobs are added before the clock starts. Answers rows a second.
 */
const withGraphile = async (
  connectionString: string,
  rows: readonly Row[],
  payloads: readonly unknown[],
  insert: (payload: unknown) => { name: string; text: string; values: unknown[] },
  concurrency: number,
): Promise<number> => {
  const { count } = await emptyTable(connectionString)
  const utils = await makeWorkerUtils({ connectionString, logger: silent })
  await utils.migrate()
  const add = `select graphile_worker.add_jobs(array(
    select ('post', one, null, null, null, null, null, null)::graphile_worker.job_spec from json_array_elements($1) one))`
  for (const some of chunks(payloads)) await utils.withPgClient((client) => client.query(add, [JSON.stringify(some)]))
  await analyse(connectionString)
  const pgPool = openPool(connectionString, concurrency + 2)
  let done = 0
  const took = await seconds(async () => {
    const runner = await run({
      pgPool,
      concurrency,
      logger: silent,
      noHandleSignals: true,
      noPreparedStatements: false,
      taskList: {
        post: async (payload, { withPgClient }) => {
          await withPgClient((client) => client.query(insert(payload)))
        },
      },
    })
    // A job is done when it has been taken out of the table.
    runner.events.on('job:complete', () => {
      done += 1
    })
    await until('all jobs are done', () => done === payloads.length, patience)
    await runner.stop()
  })
  await pgPool.end()
  await utils.release()
  return checked(count, rows, took)
}

/** graphile-worker with a job for each row. */
export const graphileRowByRow = (url: string, rows: readonly Row[]): Promise<number> =>
  withGraphile(url, rows, rows, (row) => ({ ...insertOne, values: valuesOf(row as Row) }), 24)

/** graphile-worker with a thousand rows to a job, by whoever added them. */
export const graphileByThousand = (url: string, rows: readonly Row[]): Promise<number> =>
  withGraphile(url, rows, chunks(rows), (some) => ({ ...insertMany, values: arraysOf(some as Row[]) }), 4)

/** pg-boss with a job for each row, fetched, posted and completed a thousand at a time. Answers rows a second. */
export const pgBoss = async (connectionString: string, rows: readonly Row[]): Promise<number> => {
  const { count } = await emptyTable(connectionString)
  const boss = new PgBoss({ connectionString, supervise: false, schedule: false })
  boss.on('error', console.error)
  await boss.start()
  const queue = 'post'
  await boss.createQueue(queue)
  for (const some of chunks(rows)) await boss.insert(some.map((data) => ({ name: queue, data })))
  await analyse(connectionString)
  const pool = openPool(connectionString, 4)
  const work = async (): Promise<void> => {
    for (;;) {
      const jobs = await boss.fetch<Row>(queue, { batchSize: many })
      if (jobs.length === 0) return
      await pool.query({ ...insertMany, values: arraysOf(jobs.map(({ data }) => data)) })
      const ids = jobs.map(({ id }) => id)
      await boss.complete(queue, ids)
    }
  }
  const took = await seconds(async () => void (await Promise.all([work(), work()])))
  await boss.stop({ graceful: false })
  await pool.end()
  return checked(count, rows, took)
}
