import type { ServiceName } from '@popug/contracts/topology.ts'
import { versionsOf } from '@popug/contracts/versions.ts'
import { services } from '../../apps/embedded/services.ts'

/** The services that do something when they hear a kind of event; other listeners of its topic pass it over. */
export const appliedBy = (type: string): ServiceName[] =>
  services
    .filter(({ subscriptions }) =>
      subscriptions.some(({ kinds }) => kinds.flatMap(versionsOf).some(({ kind }) => kind.type === type)),
    )
    .map(({ name }) => name)
