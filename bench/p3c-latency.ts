import { setTimeout as wait } from 'node:timers/promises'
import { taskClosed } from '@popug/contracts/events.ts'
import { newId, readPositions } from '@popug/service-kit'
import { Emission } from '@popug/service-kit/testing'
import { type LedgerStage, startLedgerStage } from './ledger-stage.ts'
import { drained } from './p3-drain.ts'
import { type Benchmark, percentile, type Round } from './rounds.ts'

const lasts = 10_000
const warmUp = 2_000
const patience = 60_000
const performers = Array.from({ length: 200 }, () => newId())

interface Outbox {
  outbox: { id: number; correlationId: string; firstPosition: number | null }
}

/** Closes one task as Tasks says it: an outbox row in a transaction of its own, by which it is found again. */
const close = async ({ tasks }: LedgerStage, correlationId: string, index: number): Promise<void> => {
  const userId = performers[index % performers.length] ?? ''
  await tasks.transaction(async (tx) => {
    const emission = new Emission(Date.now(), ['tasks'])
    emission.emit(taskClosed, { taskId: newId(), userId, closedAt: new Date().toISOString() })
    await emission.write(tx, correlationId, null)
  })
}

/** Notes when Accounts' checkpoint was seen to have moved, every two milliseconds, until it is told to stop. */
const watch = ({ accounts }: LedgerStage, signal: AbortSignal): Promise<{ position: number; at: number }[]> => {
  const look = async () => {
    const seen: { position: number; at: number }[] = []
    while (!signal.aborted) {
      const position = (await readPositions(accounts)).checkpoints.get('tasks') ?? 0
      if (position > (seen.at(-1)?.position ?? 0)) seen.push({ position, at: performance.now() })
      await wait(2)
    }
    return seen
  }
  return look()
}

/** Closes so many tasks a second for a while; answers when each was closed, by its correlation. */
const closeAtRate = async (stage: LedgerStage, perSecond: number): Promise<Map<string, number>> => {
  const closed = new Map<string, number>()
  const underWay = new Set<Promise<void>>()
  const began = performance.now()
  for (let index = 0; ; ) {
    const passed = performance.now() - began
    if (passed > lasts) break
    for (; index < (passed * perSecond) / 1_000; index++) {
      const correlationId = newId()
      closed.set(correlationId, performance.now())
      const one = close(stage, correlationId, index).finally(() => underWay.delete(one))
      underWay.add(one)
    }
    await wait(1)
  }
  await Promise.all(underWay)
  return closed
}

const round = async (): Promise<Round> => {
  const { rate } = await drained(async () => undefined)
  const stage = await startLedgerStage()
  const watching = new AbortController()
  try {
    const seen = watch(stage, watching.signal)
    const began = performance.now()
    const closed = await closeAtRate(stage, rate / 4)
    const achieved = closed.size / ((performance.now() - began) / 1_000)
    await stage.applied(closed.size, patience)
    await wait(50)
    watching.abort()
    const looks = await seen
    await stage.verify(closed.size)

    const { query } = stage.tasks as unknown as { query: import('kysely').Kysely<Outbox> }
    const rows = await query.selectFrom('outbox').select(['correlationId', 'firstPosition']).execute()
    const latencies: number[] = []
    for (const { correlationId, firstPosition } of rows) {
      const from = closed.get(correlationId) ?? Number.NaN
      const posted = looks.find(({ position }) => position >= Number(firstPosition))
      if (!posted) throw new Error(`position ${firstPosition} was never seen to be posted`)
      if (from - began > warmUp) latencies.push(posted.at - from)
    }
    return {
      ours: percentile(latencies, 50),
      theirs: [],
      also: {
        'p50, ms': percentile(latencies, 50),
        'p99, ms': percentile(latencies, 99),
        'closings a second that were asked for: a quarter of the drain': rate / 4,
        'closings a second that were said': achieved,
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
  what: 'from a closing, a transaction of its own, to its reward, at a quarter of the rate of P3',
  unit: 'ms',
  yardsticks: [],
  limits: { 'p50, ms': 15, 'p99, ms': 60 },
  long: true,
  round,
}
