import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { parse } from 'yaml'
import { freePorts } from './free-ports.ts'

const rules = resolve(import.meta.dirname, '../../deploy/observability')
const startsWithin = 30_000

/** A line that Prometheus answers to a question. */
export interface Sample {
  readonly metric: Readonly<Record<string, string>>
  readonly value: readonly [number, string]
}

/** A real Prometheus with the product's alert rules, which asks every second. */
export interface PrometheusServer {
  ask(question: string): Promise<readonly Sample[]>
  /** How each rule fares: `ok`, or what is wrong with it. */
  rules(): Promise<Readonly<Record<string, string>>>
  remove(): Promise<void>
}

/** Runs Prometheus's own checker, and answers what it said; throws with that where it is not content. */
export const promtool = async (...args: string[]): Promise<string> => {
  const { stdout } = await promisify(execFile)('promtool', args, { cwd: rules, timeout: startsWithin }).catch(
    (error: { stdout: string; stderr: string }) => {
      throw new Error(`promtool ${args.join(' ')}:\n${error.stdout}${error.stderr}`)
    },
  )
  return stdout
}

/** Whom Prometheus asks. */
export interface Targets {
  /** A program with services in it. */
  readonly address: string
  readonly path: string
  /** Where a RabbitMQ tells how it is: host and port. */
  readonly broker: string
}

/** The product's own way of asking RabbitMQ, at another address. */
const askingBroker = async (at: string): Promise<object> => {
  type Job = { job_name: string }
  const { scrape_configs: jobs } = parse(await readFile(join(rules, 'prometheus.yml'), 'utf8')) as {
    scrape_configs: Job[]
  }
  return { ...jobs.find(({ job_name }) => job_name === 'rabbitmq'), static_configs: [{ targets: [at] }] }
}

/** Starts Prometheus on a free port, with its data in a temporary folder. */
export const startPrometheus = async (target: Targets): Promise<PrometheusServer> => {
  const folder = await mkdtemp(join(tmpdir(), 'popug-prometheus-'))
  const { port } = await freePorts('port')
  const address = `http://127.0.0.1:${port}`
  const config = join(folder, 'prometheus.yml')
  await copyFile(join(rules, 'alerts.yml'), join(folder, 'alerts.yml'))
  await writeFile(
    config,
    JSON.stringify({
      global: { scrape_interval: '1s', evaluation_interval: '1s' },
      rule_files: ['alerts.yml'],
      scrape_configs: [
        {
          job_name: 'popug',
          honor_labels: true,
          metrics_path: target.path,
          static_configs: [{ targets: [new URL(target.address).host], labels: { service: 'all' } }],
        },
        await askingBroker(target.broker),
      ],
    }),
  )
  const log = join(folder, 'output.log')
  const args = [
    `--config.file=${config}`,
    `--storage.tsdb.path=${folder}/data`,
    `--web.listen-address=127.0.0.1:${port}`,
  ]
  const child: ChildProcess = spawn('/bin/sh', ['-c', 'exec prometheus "$@" 2>"$0"', log, ...args], { stdio: 'ignore' })
  const ended = once(child, 'exit')
  const atExit = (): void => void child.kill('SIGKILL')
  process.once('exit', atExit)
  const remove = async (): Promise<void> => {
    child.kill('SIGTERM')
    await ended
    process.off('exit', atExit)
    await rm(folder, { recursive: true, force: true })
  }

  const answers = (): Promise<boolean> =>
    fetch(`${address}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
  const deadline = Date.now() + startsWithin
  while (!(await answers())) {
    if (child.exitCode !== null || Date.now() > deadline) {
      const said = await readFile(log, 'utf8').catch(() => '')
      await remove()
      throw new Error(`Prometheus did not start:\n${said}`)
    }
    await wait(50)
  }
  const call = async <T>(path: string): Promise<T> => {
    const answer = (await (await fetch(address + path)).json()) as { status: string; data: T; error?: string }
    if (answer.status !== 'success') throw new Error(`${path}: ${answer.error}`)
    return answer.data
  }
  return {
    ask: async (question) => {
      const { result } = await call<{ result: Sample[] }>(`/api/v1/query?query=${encodeURIComponent(question)}`)
      return result
    },
    rules: async () => {
      type Rule = { name: string; health: string; lastError?: string }
      const { groups } = await call<{ groups: { rules: Rule[] }[] }>('/api/v1/rules')
      const all = groups.flatMap((group) => group.rules)
      return Object.fromEntries(all.map(({ name, health, lastError }) => [name, lastError ?? health]))
    },
    remove,
  }
}
