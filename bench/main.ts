import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join, resolve } from 'node:path'
import { ledgerPosting } from './p1-ledger-posting.ts'
import { closeToPosted } from './p2-close-to-posted.ts'
import { type Benchmark, type Result, run } from './rounds.ts'

const benchmarks: readonly Benchmark[] = [ledgerPosting, closeToPosted]
const rounds = Number(process.env.BENCH_ROUNDS ?? 5)
const wanted = process.argv.slice(2)

const figure = (value: number): string => Math.round(value).toLocaleString('en')
const line = ({ name, what, ratioTo, ours, theirs, ratio, ratios, goal, also }: Result): string =>
  [
    `${name}  ${what}`,
    `    ${figure(ours)} rows/s, ${ratioTo}: ${figure(theirs)} rows/s`,
    `    ratio ${ratio.toFixed(2)} (goal ≥ ${goal}; rounds ${ratios.map((one) => one.toFixed(2)).join(' ')})`,
    ...Object.entries(also).map(([what, value]) => `    ${what}: ${figure(value)}`),
  ].join('\n')

const results: Result[] = []
for (const benchmark of benchmarks) {
  if (wanted.length > 0 && !wanted.includes(benchmark.name)) continue
  const result = await run(benchmark, rounds)
  results.push(result)
  console.log(line(result))
}
const folder = resolve(import.meta.dirname, '../.cache')
mkdirSync(folder, { recursive: true })
const file = join(folder, 'bench.json')
writeFileSync(file, `${JSON.stringify({ node: process.version, cpus: cpus().length, rounds, results }, null, 2)}\n`)
console.log(`\nThe same as JSON: ${file}`)
