import type { ServiceName } from '@popug/contracts/topology.ts'

/** Where a service stands; undefined where that was not said. */
export type Addresses = (service: ServiceName) => string | undefined

/**
 * Where the services stand, by a text: one address for all (`http://localhost:8080`), one with the name in it
 * (`http://{service}:3000`), or an address for each by comma (`auth=http://10.0.0.1:3000,tasks=…`).
 */
export const addressesFrom = (text: string): Addresses => {
  if (!/^[a-z]+=/.test(text)) return (service) => bare(text.replaceAll('{service}', service))
  const places = new Map(text.split(',').map((pair) => pair.split(/=(.*)/s, 2) as [string, string]))
  return (service) => bare(places.get(service))
}

const bare = <T extends string | undefined>(address: T) => address?.replace(/\/$/, '') as T
