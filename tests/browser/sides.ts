import { serviceNames } from '@popug/contracts/topology.ts'
import { startNginx } from '../servers/nginx.ts'
import { type ComposedOptions, type ComposedSystem, startComposedSystem } from '../system/composed.ts'
import { startEmbeddedSystem } from '../system/embedded.ts'
import type { System } from '../system/system.ts'

/** A system with as many ways in as it has processes of one service: who comes by one is not served by what serves the other. */
export interface Sides {
  readonly system: System
  readonly addresses: readonly string[]
  remove(): Promise<void>
}

/** One process, and one way in. */
export const embeddedSides = async (): Promise<Sides> => {
  const system = await startEmbeddedSystem()
  return { system, addresses: [system.address], remove: () => system.remove() }
}

const copies: ComposedOptions['copies'] = { auth: 2, tasks: 2, accounts: 2, billing: 2, mailer: 2 }

const nginxOf = (system: ComposedSystem, side: number) =>
  startNginx({
    instances: Object.fromEntries(
      serviceNames.map((service) => {
        const all = system.instances(service)
        return [service, [new URL(all[side % all.length]!.address).host]]
      }),
    ),
  })

/** Two processes of each service in which people work, each with a web server of its own in front, on the same databases and broker. */
export const composedSides = async (): Promise<Sides> => {
  const system = await startComposedSystem({ copies })
  const fronts = [await nginxOf(system, 0), await nginxOf(system, 1)]
  return {
    system,
    addresses: fronts.map(({ address }) => address),
    remove: async () => {
      await Promise.all(fronts.map((front) => front.remove()))
      await system.remove()
    },
  }
}
