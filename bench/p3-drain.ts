import { watchCpu } from './cpu-time.ts'
import { type LedgerStage, startLedgerStage } from './ledger-stage.ts'
import { asMessages, eventsOf, fillOutbox, type Saying, sayings } from './outbox.ts'
import { publishRaw } from './raw-publish.ts'
import { type Benchmark, type Round, seconds } from './rounds.ts'
import { rabbitmq } from './servers.ts'

const events = Number(process.env.BENCH_P3_EVENTS ?? 100_000)
/** Drained before the clock starts: the processes are new in each round, and slow until their code has been compiled. */
const warmUp = Math.ceil(events / 5)

/** From the commit that puts everything into the outbox of Tasks until the ledger has posted the last of it; events a second. */
const drainOutbox = async (stage: LedgerStage, said: readonly Saying[]) => {
  const before = sayings(warmUp)
  await fillOutbox(stage.tasks, before)
  await stage.applied(eventsOf(before))
  await fillOutbox(stage.tasks, said)
  const cpu = watchCpu(stage.programs)
  const all = eventsOf(before) + eventsOf(said)
  const took = await seconds(() => stage.applied(all))
  const busy = cpu('the drain')
  await stage.verify(all)
  return { rate: eventsOf(said) / took, busy }
}

/** Drains so many events on a stage of its own, which is then handed on with the rows it has posted. */
export const drained = async <T>(look: (stage: LedgerStage, said: readonly Saying[]) => Promise<T>) => {
  const said = sayings(events)
  const stage = await startLedgerStage()
  try {
    const { rate, busy } = await drainOutbox(stage, said)
    const memory = Object.fromEntries(
      Object.entries(stage.programs).map(([name, program]) => [`${name}: peak memory, MiB`, program.peakMemory()]),
    )
    return { rate, also: { ...busy, ...memory }, found: await look(stage, said) }
  } finally {
    await stage.remove()
  }
}

const round = async (): Promise<Round> => {
  const { rate, also, found } = await drained(async (_, said) => asMessages(said))
  const { url } = await rabbitmq()
  const cpu = watchCpu()
  const theirs = await publishRaw(url, found)
  return { ours: rate, theirs: [theirs], also: { ...also, ...cpu('the publishing') } }
}

/** P3 of the goals: what was said while nobody carried it, until it is posted. */
export const drain: Benchmark = {
  name: 'P3',
  what: `outbox → RabbitMQ → ledger on MariaDB: ${events.toLocaleString('en')} events, nine in ten said a thousand at a time`,
  unit: 'rows/s',
  yardsticks: [{ what: 'the same events published one by one with confirms, 500 in flight', goal: 0.9 }],
  round,
}
