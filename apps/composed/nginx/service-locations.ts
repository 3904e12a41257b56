import { logRoutes } from '@popug/contracts/log.ts'
import { pathOf } from '@popug/contracts/route.ts'
import { allRoutes } from '@popug/contracts/routes.ts'
import type { ServiceName } from '@popug/contracts/topology.ts'

/** What is for the network of the services alone: how they are, in figures, and what they said. */
const hidden = (service: ServiceName): string[] => [`/${service}/metrics`, pathOf(logRoutes(service).readFeed)]

/** A path as the services read it: with a slash at its end or without. */
const both = (path: string): string[] => [path, `${path}/`]

const inKilobytes = (bytes: number): string => `${Math.ceil(bytes / 1024)}k`

/** The locations of one service: its interface, its health, what is not shown outside, and the bodies that may be larger. */
export const serviceLocations = (service: ServiceName): string => {
  const large = allRoutes.filter((route) => route.service === service && route.bodyLimit !== undefined)
  const lines = [
    ...hidden(service).flatMap((path) => both(path).map((at) => `    location = ${at} { return 404; }`)),
    ...large.flatMap((route) =>
      both(pathOf(route)).map(
        (at) =>
          `    location = ${at} { client_max_body_size ${inKilobytes(route.bodyLimit ?? 0)}; proxy_pass http://${service}; }`,
      ),
    ),
    ...['healthz', 'readyz'].map((name) => `    location = /${service}/${name} { proxy_pass http://${service}; }`),
    `    location ^~ /${service}/api/ { proxy_pass http://${service}; }`,
  ]
  return `\n${lines.join('\n')}\n`
}
