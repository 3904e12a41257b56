import { allRoutes } from '@popug/contracts/routes.ts'
import { serviceNames, topicsHeardBy } from '@popug/contracts/topology.ts'
import { describe, expect, it } from 'vitest'
import { services } from './services.ts'

/** The routes that the kit gives to every service. */
const ofTheKit = (name: string): boolean => name.includes('.')

describe('the services', () => {
  it('are the six of the topology', () => {
    expect(services.map(({ name }) => name).sort()).toEqual([...serviceNames].sort())
  })

  it.each(services.map((service) => [service.name, service] as const))(
    '%s has a door for each of its routes',
    (name, { doors }) => {
      const declared = allRoutes
        .filter((route) => route.service === name && !ofTheKit(route.name))
        .map((route) => route.name)
      expect(doors.map(({ route }) => route.name).sort()).toEqual(declared.sort())
    },
  )

  it.each(services.map((service) => [service.name, service] as const))(
    '%s hears the topics it should',
    (name, { subscriptions }) => {
      expect(subscriptions.map(({ topic }) => topic).sort()).toEqual(topicsHeardBy(name).sort())
    },
  )
})
