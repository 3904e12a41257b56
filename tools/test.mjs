import { resolve } from 'node:path'
import { ensureDependencies } from './setup/dependencies.mjs'
import { nodeComplaint } from './setup/node-version.mjs'

const root = resolve(import.meta.dirname, '..')

const run = async () => {
  const begun = Date.now()
  const complaint = nodeComplaint()
  if (complaint) throw new Error(complaint)
  await ensureDependencies(root)
  const { register } = await import('tsx/esm/api')
  register()
  const { allSuiteNames, runSuites, suiteNames } = await import('./suites/run-suites.ts')
  const { closingLine } = await import('./suites/tally.ts')
  const asked = process.argv.slice(2)
  const unknown = asked.filter((name) => !allSuiteNames.includes(name))
  if (unknown.length > 0) throw new Error(`No suite ${unknown.join(', ')}. There are: ${allSuiteNames.join(', ')}.`)
  const total = await runSuites(root, asked.length > 0 ? asked : suiteNames)
  for (const remark of total.remarks) console.log(`! ${remark}`)
  console.log(`\nEverything took ${Math.round((Date.now() - begun) / 1000)} s.`)
  // Nothing passed and nothing failed shows nothing: that is no success either.
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
  return closingLine(total)
}

try {
  console.log(await run())
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
  console.log('0 passed, 1 failed')
}
