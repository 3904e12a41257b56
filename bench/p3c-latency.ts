import { setTimeout as wait } from 'node:timers/promises'
import { closeAtRate, closingRows } from './closings.ts'
import { type LedgerStage, startLedgerStage } from './ledger-stage.ts'
import { drained } from './p3-drain.ts'
import { type Benchmark, percentile, type Round } from './rounds.ts'

const seconds = Number(process.env.BENCH_P3C_SECONDS ?? 12)
/** The first of them are not counted. */
const warmUp = 2
const patience = 60_000
const lookEvery = 2

/** Where Accounts' checkpoint was seen to stand, and when. */
interface Look {
  readonly position: number
  readonly at: number
}

/** Notes when Accounts' checkpoint was seen to have moved, every two milliseconds, until it is told to stop. */
const watch = async ({ reached }: LedgerStage, signal: AbortSignal): Promise<Look[]> => {
  const looks: Look[] = []
  while (!signal.aborted) {
    const position = await reached()
    if (position > (looks.at(-1)?.position ?? 0)) looks.push({ position, at: performance.now() })
    await wait(lookEvery)
  }
  return looks
}

const round = async (): Promise<Round> => {
  const { rate } = await drained(async () => undefined)
  const stage = await startLedgerStage()
  const watching = new AbortController()
  try {
    const seen = watch(stage, watching.signal)
    const began = performance.now()
    const { due, took } = await closeAtRate(stage.urls.tasks, rate / 4, seconds)
    await stage.applied(due.size, patience)
    watching.abort()
    const looks = await seen
    await stage.verify(due.size)

    const latencies: number[] = []
    let look = 0
    for (const { correlationId, firstPosition } of await closingRows(stage.tasks)) {
      while ((looks[look]?.position ?? Number.POSITIVE_INFINITY) < firstPosition) look += 1
      const from = due.get(correlationId) ?? Number.NaN
      const posted = looks[look]?.at
      if (posted === undefined) throw new Error(`position ${firstPosition} was never seen to be posted`)
      if (from - began > warmUp * 1_000) latencies.push(posted - from)
    }
    return {
      ours: percentile(latencies, 50),
      theirs: [],
      also: {
        'p50, ms': percentile(latencies, 50),
        'p99, ms': percentile(latencies, 99),
        'closings a second that were due: a quarter of the drain': rate / 4,
        'closings a second that were said': due.size / took,
      },
    }
  } finally {
    watching.abort()
    await stage.remove()
  }
}

/** P3c of the goals: how long a closing is on its way while there is much to do. */
export const latency: Benchmark = {
  name: 'P3c',
  what: 'from the moment a closing is due, a transaction of its own, until its reward is seen, at a quarter of the rate of P3',
  unit: 'ms',
  yardsticks: [],
  limits: { 'p50, ms': 15, 'p99, ms': 60 },
  long: true,
  round,
}
