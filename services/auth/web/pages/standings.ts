import { logRoutes, type SubscriptionView, type TopicView } from '@popug/contracts/log.ts'
import { type ServiceName, serviceNames } from '@popug/contracts/topology.ts'
import { useRoutes } from '@popug/ui-kit'
import type { Static } from 'typebox'

/** What one service tells of what it says and hears. */
export interface Standing {
  readonly items: readonly Static<typeof SubscriptionView>[]
  readonly topics: readonly Static<typeof TopicView>[]
  readonly courier: { readonly kind: string; readonly state: 'up' | 'down' }
}

/** What each service tells; nothing of one that has not answered, or no longer does. */
export type Standings = Readonly<Partial<Record<ServiceName, Standing>>>

/** Milliseconds between two looks. */
const lookEvery = 3_000

const routes = serviceNames.map((service) => logRoutes(service).listSubscriptions)

/** What the services tell of themselves, asked again and again. */
export const useStandings = (): Standings => {
  const answers = useRoutes(routes, {}, { refetchInterval: lookEvery })
  const standings: Partial<Record<ServiceName, Standing>> = {}
  for (const [index, service] of serviceNames.entries()) {
    const { data, isError } = answers[index] ?? {}
    // An answer from before the silence is no longer true here: this page is about now.
    if (data && !isError) standings[service] = data
  }
  return standings
}
