/** The fault suites alone: `npm run test:faults`, and with `-- --long` for 300 kills, which take half an hour. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
const words = process.argv.slice(2)
const unknown = words.filter((word) => word !== '--long')
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}. Usage: npm run test:faults -- [--long]`)
  process.exit(2)
}
const long = words.includes('--long')
const vitest = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--project', 'faults'], {
  cwd: root,
  env: { ...process.env, ...(long ? { POPUG_FAULTS: 'long' } : {}) },
  stdio: 'inherit',
})
const [code] = await once(vitest, 'exit')
process.exitCode = code ?? 1
