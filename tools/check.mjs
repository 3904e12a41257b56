import { resolve } from 'node:path'
import { register } from 'tsx/esm/api'

register()
const { checks } = await import('./check/checks.ts')
const { runChecks } = await import('./check/run-checks.ts')

const root = resolve(import.meta.dirname, '..')
const { failed } = await runChecks(root, checks(root), console.log)
process.exitCode = failed > 0 ? 1 : 0
