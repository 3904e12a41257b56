import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { billingRoutes } from '@popug/contracts/billing.ts'
import { pathOf } from '@popug/contracts/route.ts'
import { type ServiceName, serviceNames } from '@popug/contracts/topology.ts'
import { freePorts } from '../servers/free-ports.ts'
import { type DatabaseServer, startMariadb } from '../servers/mariadb.ts'
import { type NginxServer, startNginx } from '../servers/nginx.ts'
import { type RabbitmqServer, startRabbitmq } from '../servers/rabbitmq.ts'
import { type BankProcess, bankProcess } from './bank.ts'
import { type Instance, instanceOf } from './instance.ts'
import { type Ran, runProgram } from './run-program.ts'
import { adminEmail, adminPassword, type System } from './system.ts'

const root = resolve(import.meta.dirname, '../..')

/** How long everything may take to be ready on a machine that is busy with other tests, in milliseconds. */
const readyTime = 120_000

/** The composed mode as its tests see it: every part a real process of its own. */
export interface ComposedSystem extends System {
  readonly mariadb: DatabaseServer
  readonly rabbitmq: RabbitmqServer
  readonly nginx: NginxServer
  /** The sandbox bank, which pays here. */
  readonly bank: BankProcess
  /** The processes of a service: one, unless more were asked for. */
  instances(service: ServiceName): readonly Instance[]
  /** Where the services stand, one by one: `auth=http://127.0.0.1:4001,tasks=…`. */
  readonly places: string
  databaseUrl(service: ServiceName): string
  /** Runs a program of the image with the settings of a service, as `docker compose run` would. */
  run(service: ServiceName, program: 'main' | 'popug', words: readonly string[], input?: string): Promise<Ran>
  /** Waits until every process says that it is ready, and nginx lets people in to each service. */
  ready(): Promise<void>
}

export interface ComposedOptions {
  readonly env?: Readonly<Record<string, string>>
  /** How many processes each service has; one unless told. */
  readonly copies?: Readonly<Partial<Record<ServiceName, number>>>
  /** Starts the processes before the servers that they need, rather than after. */
  readonly serversLast?: boolean
  /** Starts without the broker; `rabbitmq.start()` brings it. */
  readonly withoutBroker?: boolean
}

/** The programs as the image has them, in a folder from where they find their packages. */
const bundle = async (): Promise<string> => {
  await mkdir(join(root, '.cache'), { recursive: true })
  const folder = await mkdtemp(join(root, '.cache/composed-'))
  await promisify(execFile)(process.execPath, ['tools/bundle.mjs', folder], { cwd: root })
  return folder
}

interface Place {
  readonly service: ServiceName
  /** Which of the service's processes it is, from 0. */
  readonly index: number
  readonly port: number
}

const placesOf = async (copies: ComposedOptions['copies'] = {}): Promise<Place[]> => {
  const places = serviceNames.flatMap((service) =>
    Array.from({ length: copies[service] ?? 1 }, (_, index) => ({ service, index })),
  )
  const ports = await freePorts(...places.map(({ service, index }) => `${service} ${index}`))
  return places.map((place) => ({ ...place, port: ports[`${place.service} ${place.index}`] as number }))
}

const isOk = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  )

/** Starts MariaDB, RabbitMQ, the six services and nginx in front, each a process, on free ports; empty, with one admin. */
export const startComposedSystem = async (options: ComposedOptions = {}): Promise<ComposedSystem> => {
  const places = await placesOf(options.copies)
  const [folder, mariadb, rabbitmq] = await Promise.all([bundle(), startMariadb(), startRabbitmq()])
  const { bankPort } = await freePorts('bankPort')
  const hearer = (): string => nginx.address + pathOf(billingRoutes.hearBank)
  const bank = bankProcess({ program: join(folder, 'main.mjs'), port: bankPort, data: join(folder, 'bank'), hearer })
  // Addresses are known before their servers are asked for anything: what comes last may come last.
  const urls = new Map<ServiceName, string>()
  for (const service of serviceNames) urls.set(service, await mariadb.url(service))
  /** The first process of a service asks the first ones of the others, the second the second ones, as far as there are any. */
  const neighboursOf = (index: number): string =>
    serviceNames
      .map((name) => {
        const processes = places.filter(({ service }) => service === name)
        return `${name}=http://127.0.0.1:${processes[index % processes.length]?.port}`
      })
      .join(',')
  const settingsOf = (service: ServiceName, index: number): Record<string, string> => ({
    SERVICE: service,
    HOST: '127.0.0.1',
    DATABASE_URL: urls.get(service) ?? '',
    AMQP_URL: rabbitmq.url,
    NEIGHBOURS: neighboursOf(index),
    SERVICE_SECRET: 'a secret of the tests, long enough for all',
    CARD_KEY: '0123456789abcdef'.repeat(4),
    ADMIN_EMAIL: adminEmail,
    ADMIN_PASSWORD: adminPassword,
    DAY_CLOSING: 'by_hand',
    SIGN_IN_LIMIT: '1000',
    LOG_LEVEL: 'warn',
    ...bank.env,
    ...options.env,
  })
  const instances = places.map(({ service, index, port }) =>
    instanceOf(join(folder, 'main.mjs'), service, port, { ...settingsOf(service, index), PORT: String(port) }),
  )
  const addresses = (name: ServiceName): string[] =>
    places.filter(({ service }) => service === name).map(({ port }) => `127.0.0.1:${port}`)
  const nginx = await startNginx({
    instances: Object.fromEntries(serviceNames.map((service) => [service, addresses(service)])),
  })

  const all = async (what: string, holds: (instance: Instance) => Promise<boolean>): Promise<void> => {
    const deadline = Date.now() + readyTime
    for (const instance of instances) {
      while (!(await holds(instance))) {
        if (Date.now() > deadline) throw new Error(`${instance.name} was not ${what} in time:\n${instance.printed()}`)
        await wait(50)
      }
    }
  }
  const ready = async (): Promise<void> => {
    await all('ready', (instance) => instance.isReady())
    // nginx leaves alone for a moment whom it found away.
    await all('let in', ({ service }) => isOk(`${nginx.address}/${service}/readyz`))
  }
  const startServers = async (): Promise<void> => {
    const broker = options.withoutBroker ? undefined : rabbitmq.start()
    await Promise.all([mariadb.start(), broker, nginx.start(), bank.start()])
  }
  const startProcesses = (): void => instances.forEach((instance) => instance.start())

  const start = async (): Promise<void> => {
    await startServers()
    startProcesses()
    await ready()
  }
  const remove = async (): Promise<void> => {
    await Promise.all([...instances.map((one) => one.kill()), bank.kill()])
    await Promise.all([mariadb.remove(), rabbitmq.remove(), nginx.remove()])
    await rm(folder, { recursive: true, force: true })
  }
  const startInOrder = async (): Promise<void> => {
    await bank.start()
    if (options.serversLast || options.withoutBroker) await rabbitmq.kill()
    if (options.serversLast) {
      await mariadb.kill()
      startProcesses()
      await all('alive', (instance) => instance.isAlive())
      await mariadb.start()
      if (!options.withoutBroker) await rabbitmq.start()
    } else startProcesses()
    await ready()
  }
  await startInOrder().catch(async (error: unknown) => {
    // Nobody has it yet who could end what did start.
    await remove()
    throw error
  })

  return {
    address: nginx.address,
    mariadb,
    rabbitmq,
    nginx,
    bank,
    places: neighboursOf(0),
    databaseUrl: (service) => urls.get(service) ?? '',
    run: (service, program, words, input) =>
      runProgram([join(folder, `${program}.mjs`), ...words], {
        env: { PATH: process.env.PATH, NO_COLOR: '1', ...settingsOf(service, 0) },
        ...(input === undefined ? {} : { input }),
      }),
    instances: (name) => instances.filter(({ service }) => service === name),
    printed: () => instances.map((instance) => instance.printed()).join(''),
    ready,
    start,
    kill: async () => {
      await Promise.all([
        ...instances.map((one) => one.kill()),
        mariadb.kill(),
        rabbitmq.kill(),
        nginx.kill(),
        bank.kill(),
      ])
    },
    stop: async () => {
      const codes = await Promise.all(instances.map((one) => one.stop()))
      await Promise.all([mariadb.stop(), rabbitmq.stop(), nginx.stop(), bank.stop()])
      return codes.find((code) => code !== 0) ?? 0
    },
    remove,
  }
}
