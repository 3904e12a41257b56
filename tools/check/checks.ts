import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fencedFolders } from '../fences/cruise.ts'

/** One thing that must hold for the sources as they stand: a program of Node's that answers 0 when it does. */
export type Check = { name: string; args: readonly string[] }

const bin = (path: string): string => join('node_modules', path)

/** Everything `npm run check` checks, slowest first so that two at a time end soonest. */
export const checks = (root: string): Check[] => {
  const folders = fencedFolders.filter((folder) => existsSync(join(root, folder)))
  const all: Check[] = [
    { name: 'types of the servers', args: [bin('@typescript/native/bin/tsc'), '-p', 'tsconfig.json'] },
    { name: 'types of the pages', args: [bin('@typescript/native/bin/tsc'), '-p', 'tsconfig.web.json'] },
    { name: 'dead code', args: [bin('knip/bin/knip.js'), '--no-progress', '--no-config-hints'] },
    {
      name: 'import rules',
      args: [bin('dependency-cruiser/bin/dependency-cruise.mjs'), '--config', '.dependency-cruiser.cjs', ...folders],
    },
    { name: 'format and lint', args: [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'] },
  ]
  const generator = 'tools/generate/main.ts'
  if (existsSync(join(root, generator))) {
    all.push({ name: 'generated documents', args: ['--import', 'tsx', generator, '--check'] })
  }
  return all
}
