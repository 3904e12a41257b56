import { serviceNames } from '@popug/contracts/topology.ts'
import type { ComposedSystem } from '../system/composed.ts'
import type { Instance } from '../system/instance.ts'

/** Something of a composed system that can die by itself. */
export interface Part {
  readonly name: string
  kill(): Promise<void>
  start(): Promise<void>
}

/** Killing processes that have ended by themselves would hide that they did. */
const killAll = async (instances: readonly Instance[]): Promise<void> => {
  for (const instance of instances) await instance.isReady()
  await Promise.all(instances.map((instance) => instance.kill()))
}

/** Processes of one service as one part. */
export const partOf = (name: string, instances: readonly Instance[]): Part => ({
  name,
  kill: () => killAll(instances),
  start: async () => instances.forEach((instance) => instance.start()),
})

/** The servers, and the bank, each a part of its own. */
export const serversOf = (system: ComposedSystem): Part[] => [
  { name: 'RabbitMQ', kill: () => system.rabbitmq.kill(), start: () => system.rabbitmq.start() },
  { name: 'MariaDB', kill: () => system.mariadb.kill(), start: () => system.mariadb.start() },
  { name: 'nginx', kill: () => system.nginx.kill(), start: () => system.nginx.start() },
  { name: 'the bank', kill: () => system.bank.kill(), start: () => system.bank.start() },
]

/** Each service with all its processes. */
export const servicesOf = (system: ComposedSystem): Part[] =>
  serviceNames.map((service) => partOf(service, system.instances(service)))

/** Each process of a service by itself. */
export const processesOf = (system: ComposedSystem): Part[] =>
  serviceNames.flatMap((service) => system.instances(service).map((instance) => partOf(instance.name, [instance])))

/** Does something while a part is away, which then comes back whatever happened. */
export const without = async (system: ComposedSystem, part: Part, work: () => Promise<void>): Promise<void> => {
  await part.kill()
  try {
    await work()
  } finally {
    await part.start()
    await system.ready()
  }
}
