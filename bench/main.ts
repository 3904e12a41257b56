import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ledgerPosting } from './p1-ledger-posting.ts'
import { closeToPosted } from './p2-close-to-posted.ts'
import { drain } from './p3-drain.ts'
import { otherQueues } from './p3b-other-queues.ts'
import { latency } from './p3c-latency.ts'
import { reassignment } from './p4-reassignment.ts'
import { closeOverHttp } from './p6-close-over-http.ts'
import { machine, rowsOf, tableHead } from './report.ts'
import { type Benchmark, type Result, run } from './rounds.ts'
import { stopServers } from './servers.ts'

const benchmarks: readonly Benchmark[] = [
  ledgerPosting,
  closeToPosted,
  drain,
  otherQueues,
  latency,
  reassignment,
  closeOverHttp,
]
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name))
if (unknown.length > 0) {
  console.error(`Usage: npm run bench [${benchmarks.map(({ name }) => name).join(' ')}]`)
  process.exit(2)
}
const rounds = process.env.BENCH_ROUNDS === undefined ? undefined : Number(process.env.BENCH_ROUNDS)

// What was started ends with this process, whoever ends it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const results: Result[] = []
try {
  for (const benchmark of benchmarks) {
    if (wanted.length > 0 && !wanted.includes(benchmark.name)) continue
    console.error(`${benchmark.name}: ${benchmark.what} …`)
    results.push(await run(benchmark, rounds))
  }
} finally {
  await stopServers()
}
const about = machine()
const folder = resolve(import.meta.dirname, '../.cache')
mkdirSync(folder, { recursive: true })
const file = join(folder, 'bench.json')
writeFileSync(file, `${JSON.stringify({ ...about, results }, null, 2)}\n`)
console.log([JSON.stringify(about), '', ...tableHead, ...results.flatMap(rowsOf)].join('\n'))
console.log(`\nThe same as JSON: ${file}`)
