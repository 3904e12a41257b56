import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { inPairs } from '../setup/in-pairs.ts'
import { runCommand } from '../setup/run-command.ts'
import { precompress } from './precompress.ts'
import { type Built, frontendOf, isStale, markBuilt, sharedBy, sourcesHash } from './staleness.ts'

type Options = { say?: (line: string) => void; signal?: AbortSignal | undefined }
type Stale = { built: Built; hash: string }

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

const services = async (root: string): Promise<string[]> => {
  const folders = await readdir(join(root, 'services'))
  return folders.filter((service) => existsSync(join(root, frontendOf(service).config))).sort()
}

const staleOnes = async (root: string, all: readonly Built[]): Promise<Stale[]> => {
  const looked = all.map(async (built) => {
    const hash = await sourcesHash(root, built)
    return { built, hash, stale: await isStale(root, built, hash) }
  })
  return (await Promise.all(looked)).filter(({ stale }) => stale)
}

/** The file that a build must leave, or it was none. */
const resultOf = ({ name }: Built): string => (name === 'shared' ? 'shared.json' : 'index.html')

const build = async (root: string, { built, hash }: Stale, { say = console.log, signal }: Options): Promise<void> => {
  if (signal?.aborted) return
  const dist = join(root, built.dist)
  await rm(dist, { recursive: true, force: true })
  const args = [join(root, 'node_modules/vite/bin/vite.js'), 'build', '-c', built.config, '--logLevel', 'warn']
  // Whatever kind of environment the shell is: React of another one wants modules that no import map names.
  const env = { ...process.env, NODE_ENV: 'production' }
  const { code, output, ms } = await runCommand(process.execPath, args, { cwd: root, env, signal })
  if (signal?.aborted) return
  const what = built.name === 'shared' ? 'What the frontends share' : `The frontend of ${built.name}`
  if (code !== 0) throw new Error(`${what} could not be built:\n${output.trim()}`)
  if (!existsSync(join(dist, resultOf(built)))) throw new Error(`${what} was built without ${resultOf(built)}.`)
  await precompress(dist)
  await markBuilt(root, built, hash)
  say(`  ${built.name} built in ${seconds(ms)}`)
}

/**
 * Builds what the frontends share and then the frontends, as far as their sources have changed since they were built, and answers the
 * services whose frontend was built.
 */
export const buildFrontends = async (root: string, options: Options = {}): Promise<string[]> => {
  const { say = console.log } = options
  const names = await services(root)
  const shared = existsSync(join(root, sharedBy([]).config)) ? [sharedBy(names)] : []
  for (const one of await staleOnes(root, shared)) {
    say('Building what the frontends share …')
    await build(root, one, options)
  }
  // Only now is it known where the shared modules are, which every page names.
  const stale = await staleOnes(root, names.map(frontendOf))
  if (stale.length > 0) say(`Building ${stale.length} ${stale.length === 1 ? 'frontend' : 'frontends'} …`)
  await inPairs(stale, (one) => build(root, one, options))
  return stale.map(({ built }) => built.name)
}
