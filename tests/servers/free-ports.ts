import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'

/** A port for each name, all different, that nobody listened on a moment ago. */
export const freePorts = async <Name extends string>(...names: Name[]): Promise<Record<Name, number>> => {
  const servers = names.map(() => createServer().listen(0, '127.0.0.1'))
  const ports: [Name, number][] = []
  for (const [index, server] of servers.entries()) {
    if (!server.listening) await once(server, 'listening')
    ports.push([names[index] as Name, (server.address() as AddressInfo).port])
  }
  await Promise.all(servers.map((server) => once(server.close(), 'close')))
  return Object.fromEntries(ports) as Record<Name, number>
}
