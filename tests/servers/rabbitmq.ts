import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePorts } from './free-ports.ts'

/** Debian's scripts behind its wrappers, which insist on a user and a folder of their own. */
const programs = '/usr/lib/rabbitmq/bin'
/** What the product's own broker is told. */
const settings = resolve(import.meta.dirname, '../../deploy/rabbitmq/popug.conf')
const bootsWithin = 60_000
const endsWithin = 30_000

/** A RabbitMQ of the test's own, on free ports of this machine with a folder of its own. */
export interface RabbitmqServer {
  /** The address of its default virtual host. */
  readonly url: string
  /** The same over TLS, where it was started with a certificate. */
  readonly tlsUrl: string
  /** Where Prometheus is told how it is, where it was started to tell; host and port. */
  readonly figures: string
  /** Runs `rabbitmqctl`, and answers what it printed. */
  ctl(...args: string[]): Promise<string>
  /** Each queue with the messages in it. */
  queues(): Promise<Record<string, number>>
  purgeQueue(name: string): Promise<void>
  /** Closes the doors without ending the process, and opens them again. */
  stopApp(): Promise<void>
  startApp(): Promise<void>
  /** Lets the process stand still, with its doors open, and go on. */
  pause(): void
  resume(): void
  /** Ends the process at once, as a crash would. */
  kill(): Promise<void>
  /** Starts it on what it left. */
  start(): Promise<void>
  stop(): Promise<void>
  /** Forgets everything it held; only while it is stopped. */
  wipe(): Promise<void>
  /** Stops it for good and removes its folder. */
  remove(): Promise<void>
}

/** A certificate for 127.0.0.1, its key, and who signed it: paths of files. */
export interface Certificate {
  readonly ca: string
  readonly cert: string
  readonly key: string
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const settle = (does: boolean) => () => {
      socket.destroy()
      resolve(does)
    }
    socket.once('connect', settle(true)).once('error', settle(false))
  })

const ended = async (child: ChildProcess | undefined): Promise<void> => {
  if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

/** Says why there is no RabbitMQ here; null when there is one. */
const rabbitmqMissing = (): string | null =>
  existsSync(join(programs, 'rabbitmq-server'))
    ? null
    : 'rabbitmq-server is not installed (apt-get install rabbitmq-server)'

export interface RabbitmqOptions {
  readonly certificate?: Certificate
  /** Whether it tells Prometheus how it is, as the product's own settings have it. */
  readonly tells?: boolean
  /** How many of the machine's cores it may use: one, for a test's broker shares a small machine with everything else. */
  readonly cores?: 'one' | 'all'
}

/** Starts a RabbitMQ from Debian's package; throws where it is not installed. */
export const startRabbitmq = async (options: RabbitmqOptions = {}): Promise<RabbitmqServer> => {
  const { certificate, tells = false, cores = 'one' } = options
  const missing = rabbitmqMissing()
  if (missing) throw new Error(missing)
  const folder = await mkdtemp(join(tmpdir(), 'popug-rabbitmq-'))
  const { port, ...ports } = await freePorts('port', 'tls', 'dist', 'epmd', 'ctl', 'figures')
  const data = join(folder, 'data')
  const logFile = join(folder, 'output.log')
  const env = {
    PATH: process.env.PATH,
    LANG: 'C.UTF-8',
    HOME: folder,
    RABBITMQ_NODENAME: `popug-${port}@localhost`,
    RABBITMQ_DIST_PORT: String(ports.dist),
    RABBITMQ_CTL_DIST_PORT_MIN: String(ports.ctl),
    RABBITMQ_CTL_DIST_PORT_MAX: String(ports.ctl),
    ERL_EPMD_PORT: String(ports.epmd),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_MNESIA_BASE: data,
    RABBITMQ_MNESIA_DIR: join(data, 'node'),
    RABBITMQ_LOGS: '-',
    RABBITMQ_CONF_ENV_FILE: join(folder, 'none.conf'),
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'enabled_plugins'),
    ...(cores === 'one' ? { RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '+S 1:1' } : {}),
  }
  const tls = certificate && [
    `listeners.ssl.1 = 127.0.0.1:${ports.tls}`,
    `ssl_options.cacertfile = ${certificate.ca}`,
    `ssl_options.certfile = ${certificate.cert}`,
    `ssl_options.keyfile = ${certificate.key}`,
    'ssl_options.verify = verify_none',
  ]
  const telling = [
    `prometheus.tcp.ip = 127.0.0.1`,
    `prometheus.tcp.port = ${ports.figures}`,
    await readFile(settings, 'utf8'),
  ]
  await writeFile(
    env.RABBITMQ_CONFIG_FILE,
    [
      `listeners.tcp.1 = 127.0.0.1:${port}`,
      'log.console.level = warning',
      ...(tls ?? []),
      ...(tells ? telling : []),
      '',
    ].join('\n'),
  )
  await writeFile(env.RABBITMQ_ENABLED_PLUGINS_FILE, tells ? '[rabbitmq_prometheus].\n' : '[].\n')

  // A child of ours rather than the daemon that Erlang would leave behind.
  const epmd = spawn('epmd', ['-port', String(ports.epmd), '-address', '127.0.0.1'], { env, stdio: 'ignore' })
  let server: ChildProcess | undefined

  /** A group of its own: the script that was started and the virtual machine below it. */
  const signalGroup = (signal: NodeJS.Signals): void => {
    if (!server?.pid) return
    try {
      process.kill(-server.pid, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    signalGroup(signal)
    await ended(server)
    server = undefined
    const deadline = Date.now() + endsWithin
    while (await answers(port)) {
      if (Date.now() > deadline) throw new Error('RabbitMQ did not end')
      await wait(20)
    }
  }

  const atExit = (): void => {
    signalGroup('SIGKILL')
    epmd.kill()
  }
  process.once('exit', atExit)

  const ctl = async (...args: string[]): Promise<string> => {
    const { stdout } = await promisify(execFile)(join(programs, 'rabbitmqctl'), ['-q', ...args], {
      env,
      timeout: 60_000,
    })
    return stdout
  }

  const start = async (): Promise<void> => {
    const output = await open(logFile, 'a')
    server = spawn(join(programs, 'rabbitmq-server'), [], {
      env,
      detached: true,
      stdio: ['ignore', output.fd, output.fd],
    })
    await output.close()
    const deadline = Date.now() + bootsWithin
    while (!(await answers(port))) {
      if (server.exitCode !== null || Date.now() > deadline)
        throw new Error(`RabbitMQ did not start:\n${(await readFile(logFile, 'utf8')).slice(-3_000)}`)
      await wait(50)
    }
  }

  const kill = () => end('SIGKILL')
  const remove = async (): Promise<void> => {
    await kill()
    epmd.kill()
    await ended(epmd)
    process.off('exit', atExit)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    await start()
  } catch (error) {
    await remove()
    throw error
  }
  return {
    url: `amqp://guest:guest@127.0.0.1:${port}`,
    tlsUrl: `amqps://guest:guest@127.0.0.1:${ports.tls}`,
    figures: `127.0.0.1:${ports.figures}`,
    ctl,
    queues: async () => {
      const lines = (await ctl('list_queues', '--no-table-headers', 'name', 'messages'))
        .split('\n')
        .filter((line) => line !== '')
      return Object.fromEntries(lines.map((line) => line.split('\t')).map(([name, count]) => [name, Number(count)]))
    },
    purgeQueue: async (name) => void (await ctl('purge_queue', name)),
    stopApp: async () => void (await ctl('stop_app')),
    startApp: async () => void (await ctl('start_app')),
    pause: () => signalGroup('SIGSTOP'),
    resume: () => signalGroup('SIGCONT'),
    kill,
    start,
    stop: () => end('SIGTERM'),
    wipe: () => rm(data, { recursive: true, force: true }),
    remove,
  }
}
