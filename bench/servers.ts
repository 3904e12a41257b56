import { openMysql, statement } from '@popug/service-kit'
import { startMariadb } from '../tests/servers/mariadb.ts'
import { startRabbitmq } from '../tests/servers/rabbitmq.ts'
import { startPostgres } from './postgres.ts'

interface Server {
  remove(): Promise<void>
}

const running: Promise<Server>[] = []

/** A server that is started for the first who asks, and stopped when the benchmarks are over. */
const shared = <S extends Server>(start: () => Promise<S>): (() => Promise<S>) => {
  let server: Promise<S> | undefined
  return () => {
    if (!server) {
      server = start()
      running.push(server)
    }
    return server
  }
}

/** MariaDB with every commit safe on the disk, and memory and log for millions of rows: as a server of a company that large has them. */
const mariadb = shared(() => startMariadb({ options: ['--innodb-buffer-pool-size=8G', '--innodb-log-file-size=4G'] }))

/** RabbitMQ as the machine runs it, on all of its cores. */
export const rabbitmq = shared(() => startRabbitmq({ cores: 'all' }))

/** PostgreSQL with every commit safe on the disk and the same memory. */
export const postgres = shared(startPostgres)

/** Stops whatever was started. */
export const stopServers = async (): Promise<void> => {
  for (const server of running.splice(0)) await server.then((one) => one.remove()).catch(console.error)
}

/** A database of one round, of which nobody has heard before, on the shared MariaDB. */
export const freshDatabase = async (name: string): Promise<{ url: string; drop(): Promise<void> }> => {
  const server = await mariadb()
  const asRoot = async (text: string): Promise<void> => {
    const root = openMysql<unknown>(server.rootUrl, { connections: 1 })
    await statement(root.query, text)
    await root.close()
  }
  await asRoot(`drop database if exists ${name}`)
  return { url: await server.url(name), drop: () => asRoot(`drop database if exists ${name}`) }
}
