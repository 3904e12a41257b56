import { resolve } from 'node:path'
import { register } from 'tsx/esm/api'

register()
const { bundleServer } = await import('./image/bundle.ts')

const [folder, ...rest] = process.argv.slice(2)
if (!folder || rest.some((word) => word !== '--with-packages')) {
  console.error('Usage: node tools/bundle.mjs <folder> [--with-packages]')
  process.exit(2)
}
const root = resolve(import.meta.dirname, '..')
await bundleServer(root, resolve(folder), { withPackages: rest.length > 0 })
