import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { inPairs } from '../setup/in-pairs.ts'
import { runCommand } from '../setup/run-command.ts'
import { isStale, markBuilt, sourcesHash } from './staleness.ts'

type Options = { say?: (line: string) => void; signal?: AbortSignal | undefined }

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

const frontends = async (root: string): Promise<string[]> => {
  const services = await readdir(join(root, 'services'))
  return services.filter((service) => existsSync(join(root, 'services', service, 'web/vite.config.ts'))).sort()
}

const staleFrontends = async (root: string): Promise<{ service: string; hash: string }[]> => {
  const all = await Promise.all(
    (await frontends(root)).map(async (service) => {
      const hash = await sourcesHash(root, service)
      return { service, hash, stale: await isStale(root, service, hash) }
    }),
  )
  return all.filter(({ stale }) => stale)
}

/** Builds the frontends whose sources have changed since they were built, and answers their services' names. */
export const buildFrontends = async (root: string, { say = console.log, signal }: Options = {}): Promise<string[]> => {
  const stale = await staleFrontends(root)
  if (stale.length > 0) say(`Building ${stale.length} ${stale.length === 1 ? 'frontend' : 'frontends'} …`)
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  await inPairs(stale, async ({ service, hash }) => {
    if (signal?.aborted) return
    const dist = join(root, 'services', service, 'web/dist')
    await rm(dist, { recursive: true, force: true })
    const args = [vite, 'build', '-c', `services/${service}/web/vite.config.ts`, '--logLevel', 'warn']
    const { code, output, ms } = await runCommand(process.execPath, args, { cwd: root, signal })
    if (signal?.aborted) return
    if (code !== 0) throw new Error(`The frontend of ${service} could not be built:\n${output.trim()}`)
    if (!existsSync(join(dist, 'index.html')))
      throw new Error(`Building the frontend of ${service} left no index.html.`)
    await markBuilt(root, service, hash)
    say(`  ${service} built in ${seconds(ms)}`)
  })
  return stale.map(({ service }) => service)
}
