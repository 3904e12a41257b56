import { setTimeout as wait } from 'node:timers/promises'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { Client } from './client.ts'
import { admin } from './composed-programs.ts'
import { watchCpu } from './cpu-time.ts'
import { type LedgerStage, startLedgerStage } from './ledger-stage.ts'
import { insertRaw, updateRaw } from './mass-statements.ts'
import { addressesOf, registerPerformers, writeTasks } from './people.ts'
import { type Benchmark, percentile, type Round, seconds } from './rounds.ts'
import { runLoad, startLoad } from './run-load.ts'

const tasks = Number(process.env.BENCH_P4_TASKS ?? 1_000_000)
const performers = 100
const patience = 3_600_000
const lookEvery = 200
/** Other people's closings: so many a second, for so long where nothing else happens, and otherwise as long as it lasts. */
const perSecond = 10
const quietSeconds = 20
const mostClosings = Math.min(tasks / 10, 6_000)

const loadOf = (stage: LedgerStage, closings: number) => ({
  addresses: addressesOf(stage),
  performers: 10,
  clients: 10,
  closings,
  perSecond,
})

/** Reassigns all through the door, while others close tasks; answers when the ledger has posted the last of it. */
const reassignAll = async (stage: LedgerStage) => {
  const client = await new Client(addressesOf(stage)).signIn(admin.email, admin.password)
  const others = startLoad(loadOf(stage, mostClosings))
  const cpu = watchCpu(stage.programs)
  const took = await seconds(async () => {
    const { id } = await client.call(taskRoutes.createReassignment)
    const asked = { params: { id } }
    while ((await client.call(taskRoutes.getReassignment, asked)).status !== 'done') await wait(lookEvery)
    await stage.applied(await stage.said(), patience)
  })
  const busy = cpu('the reassignment')
  others.end()
  const { closed, latencies } = await others.seen
  await stage.applied(await stage.said(), patience)
  client.leave()
  return { took, closed, latencies, busy }
}

/** Longer than it takes, so that nobody signs in again meanwhile. */
const tokens = { TOKEN_SECONDS: '600' }

const round = async (): Promise<Round> => {
  const stage = await startLedgerStage({ people: true, env: tokens })
  try {
    await writeTasks(stage, tasks, await registerPerformers(stage, performers))
    const quiet = await runLoad(loadOf(stage, perSecond * quietSeconds))
    await stage.applied(await stage.said())
    const { took, closed, latencies, busy } = await reassignAll(stage)
    const memory = Object.entries(stage.programs).map(([name, program]) => [memoryOf(name), program.peakMemory()])
    const rows = await stage.said()
    await stage.verify(rows)
    const update = await updateRaw(stage, performers)
    const insert = await insertRaw(stage)
    const p99 = percentile(latencies, 99)
    const quietP99 = percentile(quiet.latencies, 99)
    return {
      ours: took,
      theirs: [update + insert],
      also: {
        'of the yardstick: one UPDATE, s': update,
        'of the yardstick: inserts of the ledger rows, s': insert,
        'fees a second': (rows - closed - quiet.closed) / took,
        'other people close meanwhile: p99, ms': p99,
        'other people close in quiet: p99, ms': quietP99,
        [timesQuiet]: p99 / quietP99,
        ...busy,
        ...Object.fromEntries(memory),
      },
    }
  } finally {
    await stage.remove()
  }
}

const timesQuiet = 'other people close: p99 meanwhile / in quiet'
const memoryOf = (service: string): string => `peak memory of ${service}, MiB`

/** P4 of the goals: everybody's work given to somebody else, while others go on working. */
export const reassignment: Benchmark = {
  name: 'P4',
  what: `${tasks.toLocaleString('en')} open tasks reassigned through the door, to the last row of the ledger; MariaDB, RabbitMQ`,
  unit: 's',
  yardsticks: [{ what: 'one UPDATE of all of them and the inserts of their ledger rows, 1,000 a commit', goal: 1.5 }],
  limits: { [timesQuiet]: 5, [memoryOf('tasks')]: 256, [memoryOf('accounts')]: 256, [memoryOf('auth')]: 256 },
  long: true,
  round,
}
