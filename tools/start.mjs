import { resolve } from 'node:path'
import { ensureDependencies } from './setup/dependencies.mjs'
import { nodeComplaint } from './setup/node-version.mjs'

const root = resolve(import.meta.dirname, '..')

const fail = (message) => {
  console.error(message)
  process.exit(1)
}

const complaint = nodeComplaint()
if (complaint) fail(complaint)

// Until the services run, Ctrl-C ends whatever is being installed or built; afterwards they stop by their own rules.
const stop = new AbortController()
const onSignal = () => {
  stop.abort()
  process.exit(130)
}
process.once('SIGINT', onSignal)
process.once('SIGTERM', onSignal)

try {
  await ensureDependencies(root, { signal: stop.signal })
  const { register } = await import('tsx/esm/api')
  register()
  if (process.env.POPUG_SKIP_BUILD !== '1') {
    const { buildFrontends } = await import('./build/frontends.ts')
    await buildFrontends(root, { signal: stop.signal })
  }
} catch (error) {
  fail(error.message)
}

process.removeListener('SIGINT', onSignal)
process.removeListener('SIGTERM', onSignal)
await import('../apps/embedded/main.ts')
