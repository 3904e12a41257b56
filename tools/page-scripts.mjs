import { resolve } from 'node:path'
import { register } from 'tsx/esm/api'

register()
const { pageScripts } = await import('../apps/composed/nginx/page-scripts.ts')

const [folder, ...rest] = process.argv.slice(2)
if (!folder || rest.length > 0) {
  console.error('Usage: node tools/page-scripts.mjs <folder with the pages of each service>')
  process.exit(2)
}
process.stdout.write(await pageScripts(resolve(folder)))
