import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type ServiceName, serviceNames } from '@popug/contracts/topology.ts'
import { securityHeaders } from '@popug/service-kit'
import { nginxConfiguration } from '../../apps/composed/nginx/configuration.ts'
import { pageScripts } from '../../apps/composed/nginx/page-scripts.ts'
import { freePorts } from './free-ports.ts'

const root = resolve(import.meta.dirname, '../..')
const program = '/usr/sbin/nginx'
/** What starts it in its container too. */
const starter = join(root, 'deploy/nginx/start.sh')
const startsWithin = 10_000

/** A real nginx with the product's own configuration, on a free port. */
export interface NginxServer {
  readonly address: string
  /** Ends it at once, and starts it again on the same port. */
  kill(): Promise<void>
  start(): Promise<void>
  /** Ends it as soon as what is under way is answered. */
  stop(): Promise<void>
  /** Ends it and removes its folder. */
  remove(): Promise<void>
}

export interface NginxOptions {
  /** The addresses of each service's instances; nobody listens where none is told. */
  readonly instances: Readonly<Partial<Record<ServiceName, readonly string[]>>>
  /** Folders of the frontends by service, and of what they share as `shared`; those that were built unless told. */
  readonly pages?: Readonly<Record<string, string>>
  /** The proxies whom it believes, as `TRUSTED_PROXIES` names them; nobody unless told. */
  readonly trusted?: string
}

const builtPages = (): Record<string, string> =>
  Object.fromEntries([
    ...serviceNames.map((service) => [service, join(root, 'services', service, 'web/dist')]),
    ['shared', join(root, 'packages/ui-kit/dist')],
  ])

/** Root's workers would be nobody, who may not read what root made. */
const globals = process.getuid?.() === 0 ? 'user root; daemon off;' : 'daemon off;'

/** What it is started with: a folder of its own in the place of the container's. */
const environment = (folder: string, { trusted = '' }: NginxOptions): NodeJS.ProcessEnv => ({
  PATH: `${process.env.PATH}:${dirname(program)}`,
  TMPDIR: folder,
  TRUSTED_PROXIES: trusted,
})

/** Writes the product's configuration for a machine without containers, and answers where it stands; nginx itself checks it. */
const configure = async (folder: string, port: number, options: NginxOptions): Promise<string> => {
  const { instances, pages } = options
  const pagesFolder = join(folder, 'pages')
  await mkdir(pagesFolder)
  for (const [service, dist] of Object.entries(pages ?? builtPages())) await symlink(dist, join(pagesFolder, service))
  const scripts = join(folder, 'page-scripts.conf')
  await writeFile(scripts, await pageScripts(pagesFolder))
  const file = join(folder, 'nginx.conf')
  const text = nginxConfiguration({
    listen: `127.0.0.1:${port}`,
    pages: pagesFolder,
    pageScripts: scripts,
    scratch: folder,
    accessLog: `${join(folder, 'requests.log')} requests`,
    // Port 9 is "discard": nobody is there.
    instances: (service) => instances[service] ?? ['127.0.0.1:9'],
    security: await securityHeaders(),
  })
  await writeFile(file, text)
  const env = environment(folder, options)
  await promisify(execFile)('sh', [starter, '-t', '-c', file, '-g', globals], { env }).catch(
    (error: { stderr: string }) => {
      throw new Error(`nginx refuses its configuration:\n${error.stderr}`)
    },
  )
  return file
}

const answers = (address: string): Promise<boolean> =>
  fetch(`${address}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  )

/** Starts nginx in front of the given instances; throws where it is not installed. */
export const startNginx = async (options: NginxOptions): Promise<NginxServer> => {
  if (!existsSync(program)) throw new Error('nginx is not installed (apt-get install nginx-light)')
  const folder = await mkdtemp(join(tmpdir(), 'popug-nginx-'))
  const { port } = await freePorts('port')
  const address = `http://127.0.0.1:${port}`
  const file = await configure(folder, port, options).catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true })
    throw error
  })
  const logFile = join(folder, 'output.log')
  let child: ChildProcess | undefined

  /** A group of its own: the master and its workers. */
  const signalGroup = (signal: NodeJS.Signals): void => {
    try {
      if (child?.pid) process.kill(-child.pid, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = child
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return
    const ended = once(ending, 'exit')
    if (signal === 'SIGKILL') signalGroup(signal)
    else ending.kill(signal)
    await ended
  }
  const atExit = (): void => signalGroup('SIGKILL')
  process.once('exit', atExit)

  const start = async (): Promise<void> => {
    const started = spawn('/bin/sh', ['-c', 'exec sh "$0" "$@" 2>>"$LOG"', starter, '-c', file, '-g', globals], {
      detached: true,
      stdio: 'ignore',
      env: { ...environment(folder, options), LOG: logFile },
    })
    child = started
    const deadline = Date.now() + startsWithin
    while (!(await answers(address))) {
      if (started.exitCode !== null || Date.now() > deadline)
        throw new Error(`nginx did not start:\n${await readFile(logFile, 'utf8')}`)
      await wait(20)
    }
  }
  await start()
  return {
    address,
    start,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGQUIT'),
    remove: async () => {
      await end('SIGKILL')
      process.off('exit', atExit)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The same in front of one server that has all of the services. */
export const nginxInFrontOf = (
  address: string,
  options: Omit<NginxOptions, 'instances'> = {},
): Promise<NginxServer> => {
  const all = [new URL(address).host]
  return startNginx({ ...options, instances: Object.fromEntries(serviceNames.map((service) => [service, all])) })
}
