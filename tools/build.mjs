import { resolve } from 'node:path'
import { register } from 'tsx/esm/api'

register()
const { buildFrontends } = await import('./build/frontends.ts')

try {
  const built = await buildFrontends(resolve(import.meta.dirname, '..'))
  if (built.length === 0) console.log('All frontends are up to date.')
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
