import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'

type Cruised = {
  modules: { source: string; dependencies: { resolved: string }[] }[]
  summary: {
    violations: { from: string; to: string; rule: { name: string }; cycle?: { name: string }[] }[]
    totalCruised: number
  }
}

/** The folders that the import rules speak of. */
export const fencedFolders = ['packages', 'services', 'apps', 'tools', 'tests', 'bench'] as const

const binary = resolve(import.meta.dirname, '../../node_modules/dependency-cruiser/bin/dependency-cruise.mjs')

/** Runs dependency-cruiser over a tree by the rules that stand in its root, and answers what it read and what it found. */
export const cruise = async (root: string): Promise<Cruised> => {
  const folders = fencedFolders.filter((folder) => existsSync(join(root, folder)))
  const child = spawn(
    process.execPath,
    [binary, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const [out, complaint] = await Promise.all([text(child.stdout), text(child.stderr)])
  if (!out.startsWith('{')) throw new Error(`dependency-cruiser did not run: ${complaint || out}`)
  return JSON.parse(out) as Cruised
}
