import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { documents } from './documents.ts'

const root = resolve(import.meta.dirname, '../..')
const onlyCheck = process.argv.includes('--check')
const stale: string[] = []

for (const [path, text] of Object.entries(await documents())) {
  const file = join(root, path)
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue
  stale.push(path)
  if (onlyCheck) continue
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
for (const path of stale) console.log(`${onlyCheck ? 'differs from its source' : 'written'}: ${path}`)
if (onlyCheck && stale.length > 0) {
  console.log('Run `npm run generate` and commit what it writes.')
  process.exit(1)
}
